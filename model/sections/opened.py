"""What service points have in common: a month to open and a month to close."""

from typing import Self

from pydantic import model_validator

from model.parameter import Section

MONTHS = (0, 1200)
NEVER_CLOSED = "assumption: once opened it stays, unless a policy closes it"


class OpenedSection(Section):
    """A service point that opens in one month and may close in a later one."""

    opening_month: int
    closing_month: int

    @model_validator(mode="after")
    def _closing_after_opening(self) -> Self:
        closing, opening = self.closing_month, self.opening_month
        if closing and not opening:
            raise ValueError(
                f"closing_month: {closing} has nothing to close, because opening_month is 0; "
                "give an opening month too, or 0."
            )
        if closing and closing <= opening:
            raise ValueError(
                f"closing_month: {closing} is not after opening_month {opening}; "
                "give a later month, or 0 for never."
            )
        return self

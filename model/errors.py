"""What a user did wrong, said in sentences."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class InputError(Exception):
    """Wrong input: one sentence per problem, all problems together.

    ``problems`` holds the sentences; ``str(error)`` joins them by newlines.
    """

    def __init__(self, problems: str | Sequence[str]) -> None:
        self.problems: tuple[str, ...] = (
            (problems,) if isinstance(problems, str) else tuple(problems)
        )
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type["InputError"], tuple[tuple[str, ...]]]:
        """Rebuild from the problems, so that an error crosses processes whole."""
        return type(self), (self.problems,)


def closest(name: str, valid: Iterable[str], cutoff: float = 0.5) -> str | None:
    """Return the valid entry that ``name`` was probably meant to be, if any is near."""
    return next(iter(get_close_matches(name, list(valid), n=1, cutoff=cutoff)), None)


def nearest(
    name: str,
    valid: Iterable[str],
    listed: Iterable[str] | None = None,
    cutoff: float = 0.5,
) -> str:
    """Return a hint that names the valid entry nearest to ``name``, or lists the valid ones.

    ``listed`` replaces the list shown when nothing is near, for long lists of valid entries;
    ``cutoff`` (0 to 1) is how alike two names must be to count as near.
    """
    candidates = list(valid)
    close = closest(name, candidates, cutoff)
    if close is not None:
        return f"did you mean '{close}'?"
    return f"valid are: {', '.join(candidates if listed is None else listed) or 'none'}."


def shown(value: object) -> str:
    """Write a value as the user would in a file: true and false, texts in quotation marks."""
    return str(value).lower() if isinstance(value, bool) else repr(value)

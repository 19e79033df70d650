"""What a figure of sensitivity is about: an output, its factors, and who computed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from experiments.figures.phrases import phrase
from experiments.figures.sensitivity_phrases import SENSITIVITY_PHRASES
from experiments.sampling import Method
from experiments.words import Language, decimals_for, numeral

# So many factors have room on a page.
MOST: Final = 15

_MONEY: Final = "rupiah"
# From which size on rupiah are divided by what.
_STEPS: Final = ((1e8, 1e9, "billions"), (1e3, 1e3, "thousands"))


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An output and the labels, in one language, that a figure needs.

    ``output`` and ``unit`` are its label and unit; ``factors`` maps each factor, or group, to its
    label; ``source`` is the line below the figure.
    """

    language: Language
    method: Method
    output: str
    unit: str
    factors: Mapping[str, str]
    source: str
    kicker: str = ""

    def phrase(self, key: str, **values: object) -> str:
        """Return a phrase of the figures of sensitivity with its blanks filled."""
        text = SENSITIVITY_PHRASES[key][self.language == "id"]
        return text.format(**{"output": self.output, **values})

    def number(self, value: float, size: float, *, signed: bool = False) -> str:
        """Return a number with three significant digits for values of this size."""
        return numeral(value, self.language, decimals_for(size), signed=signed)

    def percent(self, share: float) -> str:
        """Return a share as a whole number of per cent."""
        return numeral(100 * share, self.language)

    def hidden(self, total: int) -> str:
        """Say how many of so many factors are not shown, with a space before; empty if none."""
        left = total - MOST
        return " " + self.phrase("hidden", count=left, total=total) if left > 0 else ""

    def scaled(self, size: float) -> tuple[float, "Subject"]:
        """Return what to divide the output by, for values of this size, and itself in that unit."""
        divisor, unit = self.round_unit(self.unit, size)
        return divisor, replace(self, unit=unit)

    def round_unit(self, unit: str, size: float) -> tuple[float, str]:
        """Return a divisor and a unit for values of a size: rupiah in thousands or billions."""
        if unit.startswith(_MONEY):
            for least, divisor, key in _STEPS:
                if size >= least:
                    return divisor, phrase(key, self.language, unit=unit)
        return 1.0, unit

    def leading(self, ranked: pd.DataFrame) -> str:
        """Return the title: which factors move the output most.

        ``ranked``: rows of one index, the strongest first. Named are those whose interval reaches
        the lower end of the strongest's; without intervals, the strongest alone.
        """
        first = ranked.iloc[0]
        bottom = first["low"] if np.isfinite(first["low"]) else first["value"]
        if bottom <= 0:
            return self.phrase("leads_nobody")
        tops = ranked["high"].fillna(ranked["value"])
        together = [self.factors[factor] for factor in ranked.loc[tops >= bottom, "factor"]]
        match together:
            case [only]:
                return self.phrase("leads", factor=only)
            case [one, other]:
                return self.phrase("leads_two", factor=one, other=other)
        return self.phrase("leads_many", count=len(together), total=len(ranked))


def rows_of(table: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the rows of one index that have a value, by factor."""
    rows = table[(table["index"] == index) & table["value"].notna()]
    return rows.set_index("factor", drop=False)


def ranked(table: pd.DataFrame, index: str) -> pd.DataFrame:
    """Return the rows of an index that have a value, the strongest factor first."""
    return rows_of(table, index).sort_values("value", ascending=False, kind="stable")


def half_interval(row: pd.Series) -> float:
    """Return half of the interval of a row, NaN where it has none."""
    return float(row["high"] - row["low"]) / 2


def divided(table: pd.DataFrame, columns: Sequence[str], divisor: float) -> pd.DataFrame:
    """Return a table with some columns divided."""
    return table.assign(**{column: table[column] / divisor for column in columns})


def reach(values: Sequence[float]) -> float:
    """Return the largest finite size among values; 1 if there is none."""
    sizes = [abs(value) for value in values if np.isfinite(value)]
    return max(sizes, default=0.0) or 1.0

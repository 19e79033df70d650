"""What figures of designs call things: factors, policies and their values, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from experiments.boxes import Limit
from experiments.figures.discovery_phrases import DISCOVERY_PHRASES
from experiments.figures.phrases import phrase
from experiments.words import Language, decimals_for, numeral
from model.parameter import Value

_MONEY: Final = "rupiah"
# From which size on rupiah are written in what.
_STEPS: Final = ((1e9, 1e9, "billions"), (1e6, 1e6, "millions"), (1e4, 1e3, "thousands"))


class Scale(NamedTuple):
    """How the values of a factor are written: divided by ``divisor``, in ``unit``, so exact."""

    divisor: float
    unit: str
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Labels of factors and policies, units of factors, and the source line, in ``language``."""

    language: Language
    labels: Mapping[str, str]
    units: Mapping[str, str]
    source: str

    def phrase(self, key: str, **values: object) -> str:
        """Return a phrase with its blanks filled."""
        if key in DISCOVERY_PHRASES:
            return DISCOVERY_PHRASES[key][self.language == "id"].format(**values)
        return phrase(key, self.language, **values)

    def label(self, name: str) -> str:
        """Return what to call a factor or a policy; its name if it has no label."""
        return self.labels.get(name, name)

    def quoted(self, name: str) -> str:
        """Return the label in quotation marks."""
        return self.phrase("quoted", name=self.label(name))

    def number(self, value: float, size: float) -> str:
        """Return a number with three significant digits for values of this size."""
        return numeral(value, self.language, decimals_for(size))

    def percent(self, share: float) -> str:
        """Return a share (0 to 1) as per cent, without the sign."""
        return numeral(100 * share, self.language)

    def scale(self, whole: Limit) -> Scale:
        """Return how to write the values of a factor, from its range; rupiah in round units."""
        unit, divisor = self.units.get(whole.factor, ""), 1.0
        size = max(abs(whole.low), abs(whole.high))
        if unit.startswith(_MONEY):
            for least, step, key in _STEPS:
                if size >= least:
                    divisor, unit = step, self.phrase(key, unit=unit)
                    break
        if divisor == 1 and whole.low.is_integer() and whole.high.is_integer():
            return Scale(divisor, unit, 0)
        return Scale(divisor, unit, max(decimals_for((whole.high - whole.low) / divisor) - 1, 0))

    def level(self, level: Value) -> str:
        """Return what to call a level: yes or no for a switch."""
        if isinstance(level, bool):
            return self.phrase("yes" if level else "no")
        return str(level)

    def value(self, value: float, scale: Scale) -> str:
        """Return a value of a factor without its unit."""
        return numeral(value / scale.divisor, self.language, scale.decimals)

    def limits(self, limit: Limit, whole: Limit) -> str:
        """Return what a box asks of a factor: "at least 3", "2 to 4", "Jagoi, Siding"."""
        if limit.levels:
            return ", ".join(map(self.level, limit.levels))
        scale = self.scale(whole)
        low, high = self.value(limit.low, scale), self.value(limit.high, scale)
        if limit.low <= whole.low:
            return self.phrase("at_most", value=high)
        if limit.high >= whole.high:
            return self.phrase("at_least", value=low)
        return low if low == high else self.phrase("from_to", low=low, high=high)

    def asked(self, limit: Limit, whole: Limit) -> str:
        """Return a limit with its factor and unit: "Forwarding time: at least 30 days"."""
        text = f"{self.label(limit.factor)}: {self.limits(limit, whole)}"
        return text if limit.levels else f"{text} {self.scale(whole).unit}".strip()

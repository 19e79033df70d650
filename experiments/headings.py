"""Which indicators a comparison shows, and what they are called."""

from dataclasses import dataclass

from experiments.compare import COST, COST_PER_EXTRA_DOCUMENT, DOCUMENTS
from experiments.words import Language, in_language, unit_in, words
from model.indicators import INDICATORS

# What policies at the border aim at, beside the welfare that all of them aim at.
BORDER = ("gate_open", "informal_share")


@dataclass(frozen=True)
class Heading:
    """One column of a comparison: the indicator, what to call it, and whether more is better."""

    name: str
    label: str
    unit: str
    direction: int


def headings(language: Language, *, border: bool) -> list[Heading]:
    """Return the headline indicators in order, then what extra documents cost the public.

    With ``border`` also the gate and the informal share of trade.
    """
    # The cost per extra document stands on these two, so they stand beside it.
    parts = (COST, DOCUMENTS)
    chosen = [item for item in INDICATORS if item.headline and item.name not in parts]
    chosen += [item for item in INDICATORS if border and item.name in BORDER]
    chosen += [item for item in INDICATORS if item.name in parts]
    shown = [
        Heading(
            item.name,
            in_language(item.label, language),
            unit_in(item.unit, language),
            item.direction,
        )
        for item in dict.fromkeys(chosen)
    ]
    label = words("cost_per_extra_document", language)
    unit = words("rupiah_per_document", language)
    return [*shown, Heading(COST_PER_EXTRA_DOCUMENT, label, unit, -1)]

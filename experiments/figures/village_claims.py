"""What the maps by village claim: where a policy does most and least good, and for how many."""

from typing import Final

import numpy as np

from experiments.compare import BASELINE
from experiments.figures.village_panel import is_shown
from experiments.figures.village_phrases import said
from experiments.figures.village_values import Villages
from experiments.words import decimals_for

_END_OF_YEAR: Final = frozenset({"core_papers"})


def title_of(villages: Villages) -> str:
    """Say where the policy that does most good does most and least of it."""
    material, measure = villages.material, villages.measure
    direction, language = villages.shown.indicator.direction, material.language
    whole = {one: villages.by_place(one)[0] for one in material.alternatives}
    if not any(change.known for change in whole.values()):
        return said("plain", language, label=measure.label)
    better = {
        one: direction * change.difference.estimate
        for one, change in whole.items()
        if material.is_better(change, measure)
    }
    if not better:
        return said("none", language, label=measure.label)
    policy = max(better, key=lambda one: better[one])
    changes = villages.by_village(policy)
    most, least = extremes(villages, policy)
    gain, smallest = (abs(changes[place].difference.estimate) for place in (most, least))
    labels = [village.label for village in villages.region.villages]
    size = size_shown(villages, policy)
    claim = said(
        f"{villages.shown.indicator.name}.gains",
        language,
        policy=material.quoted(policy),
        most=labels[most],
        gain=material.number(gain, size),
        unit=villages.difference_unit,
    )
    total = sum(np.isfinite(change.difference.estimate) for change in changes)
    threshold = least_shown(villages)
    clear = [change for change in changes if is_shown(change, threshold)]
    gaining = sum(material.is_better(change, measure) for change in clear)
    losing = len(clear) - gaining
    if losing:
        return said("but_worse", language, claim=claim, count=losing, total=total)
    if gaining < total:
        return said("but_unclear", language, claim=claim, count=total - gaining, total=total)
    return said(
        "and_least", language, claim=claim, least=labels[least],
        gain=material.number(smallest, size),
    )  # fmt: skip


def subtitle_of(villages: Villages) -> str:
    """Say what is measured when, and how the maps are to be read."""
    language, measure = villages.material.language, villages.measure
    name = villages.shown.indicator.name
    yearly = name == "equivalent_income"
    when = "yearly" if yearly else "end_of_year" if name in _END_OF_YEAR else "mean_of_year"
    return said(
        "subtitle",
        language,
        measure=f"{measure.label}, {measure.unit}",
        when=said(when, language),
        weight=said(villages.shown.weight, language),
    )


def extremes(villages: Villages, policy: str) -> tuple[int, ...]:
    """Return the rows of the villages where a policy does most and least good.

    For the status quo, of those with the largest and the smallest level.
    """
    changes = villages.by_village(policy)
    direction = 1 if policy == BASELINE else villages.shown.indicator.direction or 1
    values = np.array([direction * change.difference.estimate for change in changes])
    if np.isnan(values).all():
        return ()
    return int(np.nanargmax(values)), int(np.nanargmin(values))


def least_shown(villages: Villages) -> float:
    """Return the least difference that is not written as zero."""
    return float(0.5 * 10.0 ** -decimals_for(size_shown(villages, villages.everyone[0])))


def size_shown(villages: Villages, policy: str) -> float:
    """Return for which values the decimals are: the same for the differences of all policies."""
    alike = (BASELINE,) if policy == BASELINE else villages.everyone
    every = [change for one in alike for change in villages.by_village(one)]
    sizes = [abs(c.difference.estimate) for c in every if np.isfinite(c.difference.estimate)]
    return max(sizes, default=0.0)

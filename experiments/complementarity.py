"""Complementarity: whether policies do more together than the sum of what each does alone.

For an indicator y, a seed s, policies a, b, … and their joint policy a+b+…, all run under s beside
the status quo 0, the interaction is

    I(s) = [y(a+b+…, s) - y(0, s)] - Σ over p in {a, b, …} of [y(p, s) - y(0, s)].

Reported are its mean over seeds and the 95 % Student t interval of that mean. An interval above
zero says that the joint policy adds more to the indicator than its parts do one by one, below zero
less; whether more is better is the indicator's direction. With three parts, I holds the
interactions of each pair and that of all three. It stands on the model's chance alone, as all
intervals of a comparison do.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from experiments.compare import BASELINE, mean_interval
from model.policy import JOIN

type Verdict = Literal["more", "less", "sum"]

# Sums of the same numbers in another order differ by rounding: that is no interaction.
_ROUNDING: Final = 1e-9


@dataclass(frozen=True)
class Interaction:
    """What policies do together beyond the sum of what each does alone, for one indicator.

    ``parts`` are the policies alone, ``together`` is the name of the joint one. ``sum_of_parts``
    and ``together_effect`` are mean differences from the status quo, ``difference`` is the second
    less the first, with its 95 % interval ``low`` to ``high`` over paired seeds (NaN with fewer
    than two). All in the indicator's unit.
    """

    parts: tuple[str, ...]
    together: str
    indicator: str
    sum_of_parts: float
    together_effect: float
    difference: float
    low: float
    high: float

    def verdict(self, direction: int) -> Verdict | None:
        """Tell whether together they do more good than the sum, less, or just that sum.

        ``direction`` is 1 where more of the indicator is better and -1 where less is. None where
        there is no interval or the indicator has no better side.
        """
        if not math.isfinite(self.low) or direction == 0:
            return None
        if self.low <= 0 <= self.high:
            return "sum"
        return "more" if self.difference * direction > 0 else "less"


def interactions(
    outcomes: pd.DataFrame, indicators: Sequence[str] | None = None
) -> tuple[Interaction, ...]:
    """Return the interaction of every joint policy whose parts were run alone too.

    ``outcomes``: a row per run, indexed by ``policy`` and ``seed``, a column per indicator, as
    for :func:`experiments.compare.comparison`. ``indicators`` are those wanted, by default all
    of the whole region. Ordered by joint policy, then by indicator. A seed under which one of the
    runs has no value is left out of that indicator. Empty without a status quo or such policies.
    """
    policies = tuple(outcomes.index.get_level_values("policy").unique())
    if BASELINE not in policies:
        return ()
    wanted = [str(column) for column in outcomes.columns if "@" not in str(column)]
    if indicators is not None:
        wanted = [name for name in indicators if name in wanted]
    seeds = outcomes.index.get_level_values("seed").unique()
    values = {
        policy: outcomes.xs(policy, level="policy").reindex(seeds)[wanted].to_numpy(float)
        for policy in policies
    }
    return tuple(
        found
        for together, parts in _joint(policies)
        for column, name in enumerate(wanted)
        for found in _interaction(
            parts,
            together,
            name,
            values[BASELINE][:, column],
            np.array([values[part][:, column] for part in parts]),
            values[together][:, column],
        )
    )


def _joint(policies: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in policies:
        parts = tuple(name.split(JOIN))
        if len(parts) > 1 and set(parts) <= set(policies):
            yield name, parts


def _interaction(
    parts: tuple[str, ...],
    together: str,
    indicator: str,
    before: np.ndarray,
    alone: np.ndarray,
    joint: np.ndarray,
) -> Iterator[Interaction]:
    """Yield one interaction, or nothing where no seed has all values; ``alone``: [part, seed]."""
    valid = np.isfinite(before) & np.isfinite(joint) & np.isfinite(alone).all(axis=0)
    if not valid.any():
        return
    before, alone, joint = before[valid], alone[:, valid], joint[valid]
    total, effect = (alone - before).sum(axis=0), joint - before
    difference = effect - total
    size = np.maximum(np.abs(alone).sum(axis=0), np.abs(joint))
    difference[np.abs(difference) <= _ROUNDING * size] = 0.0
    estimate, low, high = mean_interval(difference)
    yield Interaction(
        parts, together, indicator, float(total.mean()), float(effect.mean()), estimate, low, high
    )

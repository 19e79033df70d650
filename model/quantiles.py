"""Numbers of events at a quantile: one draw decides how many, and more chance never means fewer."""

import math

from model.kernels import Whole, part


@part
def poisson(mean: float, draw: float) -> int:
    """Return the Poisson number at quantile ``draw`` in [0, 1)."""
    number = 0
    chance = math.exp(-mean)
    reached = chance
    while draw >= reached and chance > 0.0:
        number += 1
        chance *= mean / number
        reached += chance
    return number


@part
def binomial(trials: Whole, chance: float, draw: float) -> int:
    """Return the binomial number of ``trials`` at quantile ``draw`` in [0, 1)."""
    if chance <= 0.0:
        return 0
    if chance >= 1.0:
        return int(trials)
    term = (1.0 - chance) ** trials
    reached = term
    number = 0
    while draw >= reached and number < trials:
        term *= (trials - number) / (number + 1.0) * chance / (1.0 - chance)
        number += 1
        reached += term
    return number

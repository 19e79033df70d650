"""The income of a month, and what papers add to it (ODD 7.8)."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.docking.household import Household


def earn(household: "Household") -> None:
    """Set the income per person of the month."""
    model, parameters = household.model, household.model.parameters
    spread = math.sqrt(6) * float(parameters["economy.income_volatility"])
    harvest = max(0.0, household.random.triangular(1 - spread, 1 + spread, 1))
    if household.held[model.title]:
        pace = 1 - math.exp(-1 / float(parameters["economy.title_delay"]))
        household.title_progress += pace * (1 - household.title_progress)
    else:
        household.title_progress = 0.0
    licensed = any(household.held[licence] for licence in model.licences)
    title = 1 + float(parameters["economy.title_gain"]) * household.title_progress
    licence = 1 + (household.licence_effect if licensed else 0.0)
    model.record.income["farm"] += household.farm * harvest * title * household.members
    model.record.income["wage"] += household.wage * household.members
    model.record.income["business"] += household.business * licence * household.members
    earned = household.farm * harvest * title + household.wage + household.business * licence
    transfer = assistance(household)
    model.record.income["transfer"] += transfer * household.members
    household.income = earned + transfer
    household.year_earned += earned
    household.year_other += transfer - household.spending / household.members


def assistance(household: "Household") -> float:
    """Return the cash transfer per person: for the listed with family and identity card."""
    model = household.model
    if not (household.listed and household.held[model.kk] and household.held[model.ktp]):
        return 0.0
    return float(model.parameters["economy.transfer"]) / household.members

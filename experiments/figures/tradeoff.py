"""The trade-off of inspection: detection against delay by the model's own formulas."""

import math
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

import numpy as np

from experiments.store import REGION, Study
from model.calendar import in_force
from model.errors import InputError
from model.model import BorderModel
from model.post_queue import crossing_hours
from model.regime import Regime, coordinate, gate, regime
from model.region import Region, load_region
from model.scenario import Scenario
from model.submodels.screening import post_detection
from model.trade_rules import TradeRules

STEPS: Final = 40


class Post(NamedTuple):
    """A post at the end of a run: what holds there, and how many cross each way in a month."""

    regime: Regime
    rules: TradeRules
    flow: float


class TradeOff(NamedTuple):
    """Minutes per crossing and contraband found (%) as inspection goes from 0 to 1.

    float64[1 + STEPS] each.
    """

    inspection: np.ndarray
    minutes: np.ndarray
    found: np.ndarray


def region_of(study: Study) -> Region | None:
    """Return the region of a study, from its folder or the model; None if both hold another."""
    about = study.manifest["region"]
    for source in (study.folder / REGION, about["name"]):
        # A file that is absent, or of another version of the model.
        with suppress(InputError):
            region = load_region(source)
            if region.content_hash == about["hash"]:
                return region
    return None


def post_at_end(region: Region, levers: Mapping[str, Any], seed: int, flow: float) -> Post:
    """Return the post of a scenario (path → value) at the end of its run.

    ``flow``: people a month who cross there each way. The other side's gate is taken as shut: it
    changes neither staff nor lanes.
    """
    scenario = Scenario().replaced(levers)
    model = BorderModel(region, scenario, seed)
    months = scenario.run.months
    secured = in_force(scenario.security.opening_month, 0, months)
    coordination = coordinate(model.border.agencies, scenario, secured)
    holds = regime(
        region, scenario, gate(region, scenario, months), model.forum, model.governments,
        coordination, 0.0, months,
    )  # fmt: skip
    return Post(holds, model.trade_rules, flow)


def normal_flow(post: Post, found: float) -> float:
    """Return the flow of a normal month, solved from what was ``found`` (%); NaN if nothing was.

    Detection at the post is relative to the flow of the year before month 1, which no result
    holds.
    """
    if not 0 < found < 100 or post.flow <= 0:
        return math.nan
    usual = post_detection(post.regime, post.rules, 1.0)
    return post.flow * math.log1p(-found / 100) / math.log1p(-usual)


def trade_off(post: Post, normal: float) -> TradeOff:
    """Return detection and delay at a post as inspection goes from 0 to 1, all else as it is."""
    inspection = np.linspace(0.0, 1.0, STEPS + 1)
    minutes, found = np.empty_like(inspection), np.empty_like(inspection)
    for place, share in enumerate(inspection):
        holds = post.regime._replace(inspection=float(share))
        minutes[place] = 60 * crossing_hours(holds, post.rules, post.flow)
        found[place] = 100 * post_detection(holds, post.rules, post.flow / normal)
    return TradeOff(inspection, minutes, found)

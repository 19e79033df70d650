"""Levers and uncertainties as the pages draw them: sections, sliders, and what zero means."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any, Final, Literal

from experiments.browser.catalogue import Text, meanings
from experiments.main_question import MAIN_QUESTION
from experiments.units import parameter_unit
from model.parameter import ParameterInfo, Value, parameters
from model.policy import JOIN, Policy, load_policy, policies
from model.scenario import Scenario

type Side = Literal["policy", "world"]

# What a visitor should play with first.
MAIN_LEVERS: Final = (
    "unit.opening_month",
    "unit.location",
    "unit.delegation",
    "unit.vertical_delegation",
    "mobile.opening_month",
    "facilitators.opening_month",
    "roads.opening_month",
    "post.status",
    "post.abroad_month",
    "post.passport_counter_month",
    "cbc.opening_month",
)

# The policy that the page opens with; its answer is the first to be made ahead.
FIRST: Final = "unit_jagoi_full"

# The maps have a dot per household, so their number is that of the region.
_KEPT: Final = ("needs.household_size",)
_MONTHS: Final = ("month", "months")
_ZERO: Final = re.compile(r"\(0 = ([^)]+)\)")
_FEWEST_STEPS: Final = 40

_CHOICES: Final[Mapping[str, Text]] = {
    "none": {"en": "no post", "id": "tanpa pos"},
    "plb": {"en": "border-pass post", "id": "pos pas lintas batas"},
    "full": {"en": "full post", "id": "PLBN lengkap"},
    "one-way": {"en": "one way", "id": "sekali jalan"},
    "return": {"en": "there and back", "id": "pulang pergi"},
}


def side_of(info: ParameterInfo) -> Side | None:
    """Return which side a parameter changes: the policy's alone, or both (the world), or none."""
    if info.path.startswith("run.") or info.path in _KEPT:
        return None
    lever = info.role == "lever" and not info.path.startswith("shocks.")
    return "policy" if lever else "world"


def sections() -> list[dict[str, Any]]:
    """Return the sections of both sides with their parameters, in the order of declaration.

    A section with levers and uncertainties appears once per side.
    """
    horizon = Scenario().run.months
    preset: dict[str, list[Value]] = {}
    for policy in policies():
        for path, value in policy.levers.items():
            preset.setdefault(path, []).append(value)
    shown = [info for info in parameters(Scenario) if side_of(info) is not None]
    found = []
    sides: tuple[Side, ...] = ("policy", "world")
    for side in sides:
        mine = [info for info in shown if side_of(info) == side]
        # shocks come first in the world: what befalls people before what nobody knows
        mine.sort(key=lambda info: not info.path.startswith("shocks."))
        for name, infos in groupby(mine, key=lambda info: info.path.partition(".")[0]):
            rows = list(infos)
            paths = {info.path for info in rows}
            found.append(
                {
                    "name": name,
                    "side": side,
                    **meanings()[side][name],
                    "parameters": [
                        _parameter(info, paths, horizon, preset.get(info.path, [])) for info in rows
                    ],
                }
            )
    return found


def offered() -> tuple[Policy, ...]:
    """Return the policies to choose from: those with a file, and those the main question joins.

    Status quo and history are no alternatives, and are left out.
    """
    alone = [policy for policy in policies() if policy.kind == "policy"]
    joined = [load_policy(name) for name in MAIN_QUESTION if JOIN in name]
    return *alone, *joined


def preset(policy: Policy) -> dict[str, Any]:
    """Return a policy as the page offers it."""
    return {
        "name": policy.name,
        "label": dict(policy.label),
        "description": {key: " ".join(text.split()) for key, text in policy.description.items()},
        "group": policy.group,
        "levers": dict(policy.levers),
    }


def _parameter(
    info: ParameterInfo, paths: set[str], horizon: int, preset: list[Value]
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "path": info.path,
        "type": info.type,
        "unit": {"en": info.unit, "id": parameter_unit(info.unit, "id")},
        "default": info.default,
        "label": {"en": info.label_en, "id": info.label_id},
        "help": {"en": _plain(info.help_en, info), "id": _plain(info.help_id, info)},
        "source": info.source,
        "role": info.role,
    }
    if info.type == "str":
        row["choices"] = [
            {"value": name, "label": _CHOICES.get(name, {"en": name, "id": name})}
            for name in info.choices
        ]
    if info.low is not None and info.high is not None:
        row |= {"low": info.low, "high": info.high, **_slider(info, horizon, preset)}
    if info.unit == _MONTHS[0]:
        row["run"] = True  # a slider ends with the run that is asked for
    zero = _ZERO.search(info.help_en), _ZERO.search(info.help_id)
    if zero[0] and zero[1]:
        row["zero"] = {"en": zero[0][1], "id": zero[1][1]}
        row["never"] = zero[0][1] == "never"
    row["needs"] = next((path for path in _openings(info.path) if path in paths), None)
    if row["needs"] == info.path:
        row["needs"] = None
    return row


def _plain(text: str, info: ParameterInfo) -> str:
    """Return a help without the names that choices have on the command line, as in (full)."""
    for name in info.choices:
        text = text.replace(f" ({name})", "")
    return text


def _openings(path: str) -> Iterator[str]:
    """Name the months without which a lever changes nothing, the nearest first."""
    section, _, name = path.partition(".")
    if name.startswith("passport_counter"):
        yield "post.passport_counter_month"
    yield f"{section}.opening_month"


def _slider(info: ParameterInfo, horizon: int, preset: list[Value]) -> dict[str, float]:
    """Return from, to and step: the sampled range, wide enough for default and presets."""
    assert info.low is not None
    assert info.high is not None
    low, high = info.low, info.high
    if info.sample is not None:
        low, high = float(info.sample[0]), float(info.sample[1])
    elif info.unit in _MONTHS:
        high = min(high, float(horizon))
    values = [float(value) for value in (info.default, *preset)]
    low, high = min(low, *values), max(high, *values)
    whole = info.type == "int"
    start, step = low, 1.0 if whole else _step(low, high, values)
    numbers = {"from": start, "to": high, "step": step}
    return {name: int(value) if whole else value for name, value in numbers.items()}


def _step(low: float, high: float, values: list[float]) -> float:
    """Return the widest of 1, 2 and 5 times a power of ten that reaches all values from low.

    The default must be on the slider's grid: a browser would else move it unasked.
    """
    room = Decimal(repr(high)) - Decimal(repr(low))
    distances = [Decimal(repr(value)) - Decimal(repr(low)) for value in (*values, high)]
    exponent = room.adjusted()
    while True:
        for digit in (5, 2, 1):
            step = Decimal(digit).scaleb(exponent)
            if step * _FEWEST_STEPS <= room and all(part % step == 0 for part in distances):
                return float(step)
        exponent -= 1

"""The ODD protocol: ODD.md.j2 filled from the model's sources, so that it cannot drift."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel

from experiments.files import reason
from experiments.schedule import submodels
from model import border_tables, indicators, tables
from model.accounts import BorderCount, Flow, Head, balances
from model.draws import Stream
from model.errors import InputError
from model.geography import normal_speed, road_length
from model.parameter import ParameterInfo, Value, parameters
from model.policy import policies
from model.quantity import Quantity
from model.region import Region, load_region
from model.scenario import Scenario
from model.villages import VILLAGE_INDICATORS

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = Path(__file__).with_name("ODD.md.j2")
# Installed, there are no documents: the page goes into the working folder.
DOCUMENT = ROOT / "docs" / "ODD.md" if (ROOT / "run.py").exists() else Path("ODD.md")

_THOUSAND = 1000


class SectionTable(NamedTuple):
    """One section of the registry: its name, what it is about, its parameters."""

    name: str
    meaning: str
    parameters: tuple[ParameterInfo, ...]


class ColumnRow(NamedTuple):
    """One state variable: the column's name, type (with its second axis), unit and meaning."""

    name: str
    type: str
    unit: str
    meaning: str


def render_odd() -> str:
    """Return the ODD of the model as it is: Markdown, the same text for the same sources."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML
    )
    environment.filters |= {
        "cell": cell,
        "number": number,
        "quantity": quantity,
        "bounds": _bounds,
        "sampled": _sampled,
        "yes": _yes,
    }
    return environment.get_template(TEMPLATE.name).render(_context())


def write_odd() -> bool:
    """Write the ODD to ``DOCUMENT`` and tell whether its text has changed.

    Raises InputError if the file cannot be written.
    """
    text = render_odd()
    try:
        if DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == text:
            return False
        DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"'{DOCUMENT}' cannot be written ({reason(error)}).") from error
    return True


def cell(text: object) -> str:
    """Return a text as a cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def number(value: Value | None, digits: int = 7) -> str:
    """Return a value as people write it: thousands apart, else at most ``digits`` digits."""
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return str(value).lower() if isinstance(value, bool) else value
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:.{digits}g}"


def quantity(value: Quantity | None) -> str:
    """Return a number of the region with its range and the key of its source."""
    if value is None:
        return ""
    text = number(value.value)
    if value.low is not None and value.high is not None:
        text += f" ({number(value.low, 3)} to {number(value.high, 3)})"
    return f"{text} `{value.source}`"


def _bounds(info: ParameterInfo) -> str:
    if info.type in {"int", "float"}:
        return f"{number(info.low)} to {number(info.high)}"
    return "true, false" if info.type == "bool" else ", ".join(info.choices)


def _sampled(info: ParameterInfo) -> str:
    if info.sample is None:
        return ""
    between = ", " if isinstance(info.sample[0], str) else " to "
    return between.join(number(end) for end in info.sample)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _context() -> dict[str, Any]:
    region, scenario = load_region("bengkayang"), Scenario()
    infos = parameters(Scenario)
    no_flows = np.zeros(len(Flow) + len(region.services), np.int64)
    nothing = BorderCount(workers=0, arrived=0, seized=0, overused=0)
    return {
        "region": region,
        "submodels": submodels(),
        "sections": _sections(infos),
        "parameters": {info.path: info for info in infos},
        "loops": [info for info in infos if info.path.startswith("loops.")],
        "tables": {table.__name__: (_first_line(table), _columns(table)) for table in _entities()},
        "options": _names(tables.Option),
        "holders": _names(tables.Holder),
        "case_states": _names(tables.CaseState),
        "directions": _names(border_tables.Direction),
        "trade_channels": _names(border_tables.Channel),
        "post_statuses": _names(border_tables.PostStatus),
        "duties": _names(border_tables.Duty),
        "dimensions": _names(border_tables.Dimension),
        "sides": _names(border_tables.Side),
        "crossers": _names(border_tables.Crosser),
        "works": _names(border_tables.Work),
        "uses": _names(border_tables.Use),
        "streams": _names(Stream),
        "balances": [b.name for b in balances(no_flows, np.zeros(len(Head), np.int64), 0, nothing)],
        "indicators": indicators.INDICATORS,
        "village_indicators": VILLAGE_INDICATORS,
        "policies": policies(),
        "road_lengths": [road_length(road, region, scenario) for road in region.roads],
        "speed": normal_speed(region, scenario),
        "people": sum(sub.population.value for sub in region.sub_districts),
        "used_sources": _used_sources(region),
    }


def _entities() -> tuple[type, ...]:
    return (
        tables.Households,
        tables.Needs,
        tables.Cases,
        tables.Expiries,
        tables.Points,
        tables.Agencies,
        tables.Brokers,
        tables.BrokerMarkets,
        tables.Services,
        border_tables.Goods,
        border_tables.Traders,
        border_tables.Paths,
        border_tables.BorderAgencies,
        border_tables.BorderPost,
        border_tables.Forum,
        border_tables.Governments,
        border_tables.BorderVillages,
    )


def _names(members: type[IntEnum]) -> list[str]:
    return [member.name.lower().replace("_", " ") for member in members]


def _first_line(documented: object) -> str:
    return (documented.__doc__ or "").strip().partition("\n")[0]


def _columns(table: type) -> tuple[ColumnRow, ...]:
    return tuple(
        ColumnRow(
            name,
            f"{column.dtype}, per {column.width}" if column.width else column.dtype,
            column.unit,
            column.meaning,
        )
        for name, column in tables.columns(table).items()
    )


def _sections(infos: tuple[ParameterInfo, ...]) -> list[SectionTable]:
    return [
        SectionTable(name, _first_line(Scenario.model_fields[name].annotation), tuple(group))
        for name, group in groupby(infos, key=lambda info: info.path.partition(".")[0])
    ]


def _used_sources(region: Region) -> list[tuple[str, str, str]]:
    """Return key, kind and text of every source that a number of the region names."""
    used = {value.source for value in _quantities(region)}
    used |= {event.source for event in region.post_events}
    return [(key, s.kind, s.text) for key, s in region.sources.items() if key in used]


def _quantities(value: object) -> Iterator[Quantity]:
    if isinstance(value, Quantity):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _quantities(getattr(value, name))
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _quantities(entry)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _quantities(entry)

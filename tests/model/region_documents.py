"""The region file as a document to spoil, and what its loader says about it."""

import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from model.errors import InputError
from model.region import REGIONS, Quantity, Region, load_region
from model.region_draft import row_name
from model.region_reading import read_tables

Change = Callable[[dict[str, Any]], None]
BENGKAYANG = REGIONS / "bengkayang.toml"


@cache
def region() -> Region:
    return load_region("bengkayang")


@cache
def original() -> dict[str, Any]:
    return tomllib.loads(BENGKAYANG.read_text(encoding="utf-8"))


def document() -> dict[str, Any]:
    return deepcopy(original())


def problems_of(changed: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read_tables(changed, "region.toml")
    return caught.value.problems


def row(changed: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    return next(raw for raw in changed[table] if row_name(raw) == name)


def quantities(value: object) -> Iterator[Quantity]:
    if isinstance(value, Quantity):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from quantities(getattr(value, field))
    elif isinstance(value, dict):
        for item in value.values():
            yield from quantities(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from quantities(item)


def put(table: str, name: str, field: str, value: object) -> Change:
    def change(changed: dict[str, Any]) -> None:
        row(changed, table, name)[field] = value

    return change


def drop(table: str, name: str, field: str) -> Change:
    def change(changed: dict[str, Any]) -> None:
        del row(changed, table, name)[field]

    return change


def repeat(table: str, name: str) -> Change:
    return lambda changed: changed[table].append(deepcopy(row(changed, table, name)))

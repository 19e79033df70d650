"""From the text of a region file to its rows, with a sentence for every fault on the way."""

import tomllib
from collections.abc import Mapping
from math import nan
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from model.errors import InputError
from model.quantity import ExchangeRates, Measure, PriceIndex, Quantity, Record, Source
from model.quantity_reading import Column, QuantityReader, unknown_keys
from model.region_border_rows import BORDER_CONSTANTS, BORDER_TABLES
from model.region_checks import faults
from model.region_draft import Draft, row_name
from model.region_rows import (
    CONSTANTS,
    Agency,
    Header,
    Line,
    Occupation,
    Place,
    Road,
    Service,
    SubDistrict,
    Target,
)
from model.region_sentences import sentence

TABLES: dict[str, type[Record]] = {
    "sub_districts": SubDistrict,
    "places": Place,
    "roads": Road,
    "agencies": Agency,
    "services": Service,
    "occupations": Occupation,
    "targets": Target,
    "lines": Line,
    **BORDER_TABLES,
}
# for pictures only
_OPTIONAL = frozenset({"lines"})
RATES = {
    "inflation": Measure("percent per year", -99.0),
    "exchange_rates": Measure("rupiah per ringgit", 0.0),
}
SECTIONS = (*Header.model_fields, "sources", "columns", *RATES, "constants", *TABLES)


def parse(content: bytes, origin: str) -> dict[str, Any]:
    """Turn the bytes of a TOML file into tables; ``origin`` names the file in messages."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{origin}: the file is not UTF-8 text ({error.reason}).") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{origin}: this is not valid TOML: {error}.") from None


def read_tables(document: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """Turn the tables of a region file into the fields of a ``Region``.

    Raises ``InputError`` with one sentence for every fault, all together.
    """
    reader = _Reader(document)
    fields = reader.read()
    if reader.problems:
        raise InputError([f"{origin}: {problem}" for problem in reader.problems])
    return fields


class _Reader:
    """Reads a document table by table and gathers the faults instead of stopping at one."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.problems: list[str] = []
        self.sources, unreadable = self._read_sources()
        self.numbers = QuantityReader(self.problems, self.sources, unreadable)
        self.columns: dict[str, dict[str, Column]] = {}

    def read(self) -> dict[str, Any]:
        self.problems += unknown_keys("", self.document, SECTIONS)
        header = self._read_header()
        self._read_columns()
        inflation, exchange_rates = self._read_prices(header)
        constants = self._read_constants()
        rows: dict[str, list[Any]] = {
            name: self._read_rows(name, model) for name, model in TABLES.items()
        }
        names = {name: [row_name(raw) for raw in self._list(name)] for name in TABLES}
        names["sources"] = [*self.sources, *self.numbers.unreadable]
        self.problems += faults(Draft(header=header, names=names, **rows))
        return {
            **({name: getattr(header, name) for name in Header.model_fields} if header else {}),
            **{name: tuple(read) for name, read in rows.items()},
            "constants": constants,
            "inflation": inflation,
            "exchange_rates": exchange_rates,
            "sources": self.sources,
        }

    def _read_header(self) -> Header | None:
        raw = {key: value for key, value in self.document.items() if key in Header.model_fields}
        return self._validated(Header, raw, "")

    def _read_sources(self) -> tuple[dict[str, Source], frozenset[str]]:
        table = self._table("sources")
        read = {
            name: self._validated(Source, raw, f"sources.{name}") for name, raw in table.items()
        }
        sources = {name: source for name, source in read.items() if source is not None}
        return sources, frozenset(table) - frozenset(sources)

    def _read_columns(self) -> None:
        table = self._table("columns")
        self.problems += unknown_keys("columns", table, (*TABLES, *RATES))
        for name, raw in table.items():
            if name in RATES:
                measures = {"value": RATES[name]}
            elif name in TABLES:
                measures = measured_fields(TABLES[name])
            else:
                continue
            if not isinstance(raw, dict):
                self.problems.append(f"columns.{name}: must be a table of columns.")
                continue
            self.problems += unknown_keys(f"columns.{name}", raw, measures)
            self.columns[name] = {
                field: self.numbers.column(f"columns.{name}.{field}", default, measures[field])
                for field, default in raw.items()
                if field in measures
            }

    def _read_prices(self, header: Header | None) -> tuple[PriceIndex, ExchangeRates]:
        before = len(self.problems)
        inflation = PriceIndex(rates=self._read_rates("inflation"))
        exchange_rates = ExchangeRates(rates=self._read_rates("exchange_rates"))
        if len(self.problems) == before:
            years = list(inflation.rates)
            if not years or years != list(range(years[0], years[-1] + 1)):
                self.problems.append(
                    "inflation: gives the years "
                    f"{', '.join(map(str, years)) or '(none)'}, but must give consecutive years."
                )
            elif header and header.base_price_year not in inflation.years:
                self.problems.append(
                    f"base_price_year: {header.base_price_year} is outside the inflation table, "
                    f"{inflation.years[0]} to {inflation.years[-1]}."
                )
        if header and len(self.problems) == before:
            self.numbers.base_year = header.base_price_year
            self.numbers.prices, self.numbers.exchange = inflation, exchange_rates
        return inflation, exchange_rates

    def _read_rates(self, name: str) -> dict[int, Quantity]:
        rates = {}
        column = self.columns.get(name, {}).get("value", Column())
        for key, raw in self._table(name).items():
            if not key.isdecimal():
                self.problems.append(f"{name}.{key}: '{key}' is not a year.")
                continue
            rate = self.numbers.read(raw, RATES[name], f"{name}.{key}", column)
            if rate is not None:
                rates[int(key)] = rate
        return dict(sorted(rates.items()))

    def _read_constants(self) -> dict[str, Quantity]:
        table = self._table("constants")
        constants = {**CONSTANTS, **BORDER_CONSTANTS}
        self.problems += unknown_keys("constants", table, constants)
        self.problems += [f"constants.{key}: is missing." for key in constants if key not in table]
        read = {
            key: self.numbers.read(table[key], measure, f"constants.{key}", Column())
            for key, measure in constants.items()
            if key in table
        }
        return {key: quantity for key, quantity in read.items() if quantity is not None}

    def _read_rows(self, name: str, model: type[Record]) -> list[Record]:
        table = self._list(name)
        if not table and (name in self.document or name not in _OPTIONAL):
            self.problems.append(f"{name}: must be a list of at least one table, [[{name}]].")
        rows = [
            self._read_row(model, raw, f"{name}.{row_name(raw) or number}", name)
            for number, raw in enumerate(table, start=1)
        ]
        return [row for row in rows if row is not None]

    def _read_row(self, model: type[Record], raw: object, path: str, table: str) -> Record | None:
        """Read one row; a number at fault becomes NaN, so that the row's other faults show too."""
        if not isinstance(raw, dict):
            self.problems.append(f"{path}: must be a table.")
            return None
        values = _as_tuples(raw)
        for field, measure in measured_fields(model).items():
            column = self.columns.get(table, {}).get(field, Column())
            if field not in raw and "value" in column.defaults:
                values[field] = column.defaults["value"]
            if field in values:
                values[field] = self.numbers.read(
                    values[field], measure, f"{path}.{field}", column
                ) or Quantity(value=nan, unit="", source="")
        for field, nested in _nested(model).items():
            if isinstance(values.get(field), tuple):
                read = [
                    self._read_row(nested, item, f"{path}.{field}[{number}]", table)
                    for number, item in enumerate(values[field], start=1)
                ]
                values[field] = tuple(row for row in read if row is not None)
                if read and not values[field]:
                    return None
        return self._validated(model, values, path)

    def _table(self, name: str) -> Mapping[str, Any]:
        raw = self.document.get(name, {})
        if isinstance(raw, dict):
            return raw
        self.problems.append(f"{name}: must be a table, [{name}].")
        return {}

    def _list(self, name: str) -> list[Any]:
        raw = self.document.get(name)
        return raw if isinstance(raw, list) else []

    def _validated[R: Record](self, model: type[R], raw: object, path: str) -> R | None:
        try:
            return model.model_validate(_as_tuples(raw))
        except ValidationError as error:
            self.problems += [
                sentence(model, path, fault) for fault in error.errors(include_url=False)
            ]
            return None


def measured_fields(model: type[Record]) -> dict[str, Measure]:
    """Return the fields of a row that hold a number, with the unit and bounds of each."""
    return {
        name: item
        for name, field in model.model_fields.items()
        for item in field.metadata
        if isinstance(item, Measure)
    }


def _nested(model: type[Record]) -> dict[str, type[Record]]:
    """Return the fields that hold rows of their own, such as a target's points."""
    return {
        name: get_args(field.annotation)[0]
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple
        and isinstance(get_args(field.annotation)[0], type)
        and issubclass(get_args(field.annotation)[0], Record)
    }


def _as_tuples(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _as_tuples(item) for key, item in value.items()}
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value

"""Parameters: what a scenario's field means, where its value comes from, and what is allowed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

type Value = bool | int | float | str
type Role = Literal["lever", "uncertainty", "setting"]
type Range = tuple[float, float] | tuple[str, ...]
type Text = tuple[str, str]

RECORD = "parameter"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What one field means, in both languages, with its unit, source, role and sampled range.

    ``sample`` is the range a design draws from (or the names it picks from); the wider bounds
    within which a value is valid belong to the field.
    """

    unit: str
    source: str
    label_en: str
    label_id: str
    help_en: str
    help_id: str
    role: Role
    sample: Range | None = None

    def label(self, language: str) -> str:
        """Return the label in ``en`` or ``id``."""
        return self.label_id if language == "id" else self.label_en

    def help(self, language: str) -> str:
        """Return the one-line explanation in ``en`` or ``id``."""
        return self.help_id if language == "id" else self.help_en


@dataclass(frozen=True, kw_only=True)
class ParameterInfo(Parameter):
    """One parameter of the registry: its path, type, default and bounds beside its meaning.

    ``choices`` are the names offered for a text; ``closed`` tells whether others are refused.
    """

    path: str
    type: Literal["bool", "int", "float", "str"]
    default: Value
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    closed: bool

    @property
    def allowed(self) -> str:
        """What may be given, as the end of a sentence."""
        if self.type == "bool":
            return "true or false"
        if self.type == "str":
            names = ", ".join(f"'{choice}'" for choice in self.choices)
            return f"one of {names}" if self.closed else f"a name such as {names}"
        kind = "a whole number" if self.type == "int" else "a number"
        return f"{kind} from {self.low:,.15g} to {self.high:,.15g} ({self.unit})"


class Section(BaseModel):
    """A group of parameters; frozen, and closed to unknown names."""

    # Defaults are validated, so that a real default written as 12 is the same 12.0 as a given one.
    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


def lever(
    default: Value,
    unit: str,
    bounds: tuple[float, float] | None = None,
    *,
    source: str,
    english: Text,
    indonesian: Text,
    sample: Range | None = None,
) -> Any:
    """Declare a field that a government can set; texts are (label, one-line help)."""
    return _declared(
        "lever",
        default,
        unit,
        bounds,
        source=source,
        english=english,
        indonesian=indonesian,
        sample=sample,
    )


def uncertainty(
    default: Value,
    unit: str,
    bounds: tuple[float, float] | None = None,
    *,
    sample: Range,
    source: str,
    english: Text,
    indonesian: Text,
) -> Any:
    """Declare a field that nobody knows well, with the range to sample."""
    return _declared(
        "uncertainty",
        default,
        unit,
        bounds,
        source=source,
        english=english,
        indonesian=indonesian,
        sample=sample,
    )


def setting(
    default: Value,
    unit: str,
    bounds: tuple[float, float] | None = None,
    *,
    source: str,
    english: Text,
    indonesian: Text,
) -> Any:
    """Declare a field that says how to run the model, not how the world is."""
    return _declared(
        "setting",
        default,
        unit,
        bounds,
        source=source,
        english=english,
        indonesian=indonesian,
    )


@cache
def parameters(scenario: type[BaseModel]) -> tuple[ParameterInfo, ...]:
    """Return every parameter of a scenario class in the order of declaration."""
    return tuple(_infos(scenario))


def _infos(scenario: type[BaseModel]) -> Iterator[ParameterInfo]:
    for section_name, section in scenario.model_fields.items():
        assert isinstance(section.annotation, type)
        assert issubclass(section.annotation, Section)
        for name, field in section.annotation.model_fields.items():
            yield _info(f"{section_name}.{name}", field)


def _info(path: str, field: FieldInfo) -> ParameterInfo:
    extra = field.json_schema_extra
    assert isinstance(extra, dict), f"{path} is declared without lever, uncertainty or setting"
    record = extra[RECORD]
    assert isinstance(record, Parameter)
    closed = get_origin(field.annotation) is Literal
    kind = str if closed else field.annotation
    choices: tuple[str, ...] = get_args(field.annotation) if closed else ()
    if kind is str and not closed:
        choices = tuple(str(choice) for choice in record.sample or ())
    limits = [(getattr(m, "ge", None), getattr(m, "le", None)) for m in field.metadata]
    return ParameterInfo(
        **asdict(record),
        path=path,
        type=kind.__name__,
        default=float(field.default) if kind is float else field.default,
        low=next((low for low, _ in limits if low is not None), None),
        high=next((high for _, high in limits if high is not None), None),
        choices=choices,
        closed=closed,
    )


def _declared(
    role: Role,
    default: Value,
    unit: str,
    bounds: tuple[float, float] | None,
    *,
    source: str,
    english: Text,
    indonesian: Text,
    sample: Range | None = None,
) -> Any:
    record = Parameter(
        unit=unit,
        source=source,
        label_en=english[0],
        label_id=indonesian[0],
        help_en=english[1],
        help_id=indonesian[1],
        role=role,
        sample=sample,
    )
    extra: dict[str, Any] = {RECORD: record}
    if isinstance(default, str):
        return Field(default, json_schema_extra=extra)
    # Strict per field, because a strict section would refuse the tables of a TOML file.
    if isinstance(default, bool):
        return Field(default, strict=True, json_schema_extra=extra)
    assert bounds is not None, f"{english[0]} is declared without bounds"
    low, high = bounds
    return Field(
        default, strict=True, ge=low, le=high, allow_inf_nan=False, json_schema_extra=extra
    )

"""What pydantic found wrong in a row of a region file, said in sentences."""

from typing import Any, get_args

from pydantic_core import ErrorDetails

from model.errors import nearest
from model.quantity import Record
from model.region_rows import Label

MONTHS = ("month", "first_month", "signed")
SENTENCES = {
    "missing": "is missing.",
    "string_type": "{given!r} is not text.",
    "bool_type": "{given!r} is neither true nor false.",
    "int_type": "{given!r} is not a whole number.",
    "tuple_type": "{given!r} is not a list.",
    "model_type": "{given!r} is not a table.",
    "too_short": "must have at least one entry.",
}
"""What pydantic's types of fault are called in messages."""


def sentence(model: type[Record], path: str, fault: ErrorDetails) -> str:
    """Say in one sentence what pydantic found wrong."""
    where = ".".join(str(part) for part in (path, *fault["loc"]) if part != "")
    given = fault["input"]
    if fault["type"] == "extra_forbidden":
        valid = model.model_fields if len(fault["loc"]) == 1 else Label.model_fields
        return f"{where}: this key is unknown; {nearest(str(fault['loc'][-1]), valid)}"
    if fault["type"] == "literal_error":
        choices = _choices(model.model_fields[str(fault["loc"][0])].annotation)
        return f"{where}: {given!r} is not allowed; {nearest(str(given), choices)}"
    if fault["type"] == "string_pattern_mismatch" and fault["loc"][-1] in MONTHS:
        return f"{where}: {given!r} is not a month such as '2016-01'."
    template = SENTENCES.get(fault["type"], "{given!r} is not allowed: {message}.")
    return f"{where}: " + template.format(given=given, message=fault["msg"])


def _choices(annotation: Any) -> list[str]:
    """Return the values a field may take, through tuples and optional types."""
    found: list[str] = []
    for argument in get_args(annotation):
        if isinstance(argument, str):
            found.append(argument)
        else:
            found += _choices(argument)
    return found

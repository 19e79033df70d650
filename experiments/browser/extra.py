"""What the pages need beside the model."""

from importlib.util import find_spec
from typing import Final

from model.errors import InputError

_NEEDED: Final = ("starlette", "uvicorn", "solara")


def demand_extra(command: str) -> None:
    """Raise InputError, with how to call the command, if the extra is not installed."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise InputError(
            "The pages need packages that are not installed; call Tapal with its extra, as in "
            f"'uv run --extra browser run.py {command}'."
        )

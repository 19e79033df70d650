"""What the pages need beside the model."""

from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from typing import Final

from experiments.calling import with_extra
from model.errors import InputError

ASSETS: Final = "solara-assets"  # data only, which nothing imports
# Mesa's visualization imports altair.
_MODULES: Final = ("starlette", "uvicorn", "solara", "ipyvuetify", "altair")


def demand_extra(command: str) -> None:
    """Raise InputError, with how to call the command, if the extra is not installed."""
    missing = [name for name in _MODULES if find_spec(name) is None]
    try:
        distribution(ASSETS)
    except PackageNotFoundError:
        missing.append(ASSETS)
    if missing:
        raise InputError(
            f"The pages need packages that are not installed ({', '.join(missing)}); "
            f"{with_extra('browser', command)}."
        )

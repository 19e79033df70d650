"""Where results are shown."""

from typing import Final

from rich.console import Console

_WIDTH: Final = 100


def console() -> Console:
    """Return the console of results: stdout, 100 columns wide unless a terminal says otherwise."""
    screen = Console(highlight=False)
    return screen if screen.is_terminal else Console(highlight=False, width=_WIDTH)

"""The command that writes the model's documentation: ``odd``."""

from pathlib import Path

from experiments import odd as protocol
from experiments.screen import console


def odd() -> int:
    """Write ODD.md anew from the sources; returns 0."""
    changed = protocol.write_odd()
    name = Path(protocol.DOCUMENT.parent.name, protocol.DOCUMENT.name).as_posix()
    sentence = f"{name} is written." if changed else f"{name} was up to date."
    console().print(sentence, markup=False, soft_wrap=True)
    return 0

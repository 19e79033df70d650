"""A question as text: on the command line, and as a policy's file."""

import json
import shlex
from collections.abc import Mapping
from typing import Final

from experiments.calling import program
from model.parameter import Value
from model.scenario import parse_assignment

OWN_FILE: Final = "my_policy.toml"
OWN_LABEL: Final[Mapping[str, str]] = {"en": "My policy", "id": "Kebijakan saya"}
_OWN_DESCRIPTION: Final[Mapping[str, str]] = {
    "en": "Levers set on the comparison page.",
    "id": "Pengaturan yang dipilih di halaman perbandingan.",
}


def value_text(value: Value) -> str:
    """Write a value so that ``model.scenario.parse_assignment`` reads the same value back."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value if parse_assignment(f"x={value}")[1] == value else json.dumps(value)
    return repr(value)


def command_line(policy: str, world: Mapping[str, Value], numbers: Mapping[str, int]) -> str:
    """Return the command that compares ``policy`` (a name or a file) with the status quo."""
    words = [*program(), "compare", "--policy", policy]
    for path, value in world.items():
        words += ["--set", f"{path}={value_text(value)}"]
    for name, number in numbers.items():
        words += [f"--{name}", str(number)]
    return shlex.join(words)


def policy_text(levers: Mapping[str, Value]) -> str:
    """Return the TOML of a policy with these levers, as ``model.policy.load_policy`` reads it."""
    lines = []
    for table, texts in (("label", OWN_LABEL), ("description", _OWN_DESCRIPTION)):
        lines += [f"[{table}]", *(f"{key} = {json.dumps(text)}" for key, text in texts.items()), ""]
    section = ""
    for path, value in sorted(levers.items()):
        table, _, name = path.partition(".")
        if table != section:
            lines += ([""] if section else []) + [f"[levers.{table}]"]
            section = table
        text = json.dumps(value) if isinstance(value, str) else value_text(value)
        lines.append(f"{name} = {text}")
    return "\n".join(lines) + "\n"

"""The commands that list what can be set: ``parameters`` and ``policies``."""

import json
from dataclasses import asdict
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from experiments.screen import console
from experiments.units import parameter_unit
from experiments.words import Language, words
from model.errors import InputError
from model.parameter import ParameterInfo, Value, parameters
from model.policy import policies
from model.scenario import Scenario


def list_parameters(text: str, language: Language, *, as_json: bool) -> int:
    """Print every parameter whose path, role, label, help or source holds ``text``; returns 0."""
    found = [info for info in parameters(Scenario) if _holds(info, text)]
    if not found:
        raise InputError(f"No parameter's path, role, label, help or source holds '{text}'.")
    if as_json:
        _print_json([asdict(info) for info in found])
        return 0
    screen = console()
    for section, group in groupby(found, key=lambda info: info.path.partition(".")[0]):
        screen.print(Text(section, style="bold"))
        screen.print(_parameter_table(list(group), language, full=bool(text)))
        screen.print()
    return 0


def _parameter_table(infos: list[ParameterInfo], language: Language, *, full: bool) -> Table:
    """Return a table of parameters; ``full`` adds role, help, source and the sampled range."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column(words("parameter", language), width=38, overflow="fold")
    table.add_column(words("default", language), width=13, overflow="fold")
    table.add_column(words("allowed", language), width=15, overflow="fold")
    table.add_column(words("meaning", language), ratio=1)
    for info in infos:
        name, meaning = Text(info.path), Text(info.label(language))
        if full:
            source = words("source", language, source=info.source)
            name.append(f"\n{words(info.role, language)}", style="dim")
            meaning.append(f"\n{info.help(language)} {source}", style="dim")
        unit = parameter_unit(info.unit, language)
        default = Text(_plain(info.default)).append(f"\n{unit}", style="dim")
        table.add_row(name, default, _allowed(info, language, full=full), meaning)
    return table


def list_policies(language: Language, *, as_json: bool) -> int:
    """Print every policy that comes with the model, with the levers it changes; returns 0."""
    if as_json:
        _print_json([asdict(policy) for policy in policies()])
        return 0
    screen = console()
    for policy in policies():
        screen.print(Text(policy.name, style="bold").append(f"  {policy.label[language]}"))
        screen.print(Padding(Text(policy.description[language]), (0, 0, 0, 2)))
        levers = ", ".join(f"{path}={_plain(value)}" for path, value in policy.levers.items())
        if levers:
            screen.print(Padding(Text(levers, style="dim"), (0, 0, 0, 2)))
        screen.print()
    return 0


def _holds(info: ParameterInfo, text: str) -> bool:
    roles = (words(info.role, "en"), words(info.role, "id"))
    labels = (info.label_en, info.label_id)
    texts = (info.path, *roles, *labels, info.help_en, info.help_id, info.source)
    return any(text.casefold() in other.casefold() for other in texts)


def _allowed(info: ParameterInfo, language: Language, *, full: bool) -> Text:
    if info.type == "bool":
        return Text("true, false")
    if info.type == "str":
        return Text(", ".join(info.choices))
    text = Text(f"{_plain(info.low)} .. {_plain(info.high)}")
    if full and info.sample:
        low, high = info.sample
        sampled = words("sampled", language, range=f"{_plain(low)} .. {_plain(high)}")
        text.append(f"\n{sampled}", style="dim")
    return text


def _plain(value: Value | None) -> str:
    """Write a value as ``--set`` takes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _print_json(rows: list[dict[str, object]]) -> None:
    print(json.dumps(rows, indent=2, ensure_ascii=False))  # noqa: T201

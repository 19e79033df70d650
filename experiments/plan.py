"""Plans: what a study asks, in the words of the command line, from options or a TOML file.

A plan is written into the manifest of its study, so that a study can be gone on with and rerun from
its folder alone.
"""

import dataclasses
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from experiments.sampling import Method
from model.errors import InputError, nearest, shown

type Command = Literal["run", "compare", "sweep", "sensitivity"]

COMMANDS: Final[tuple[str, ...]] = get_args(Command.__value__)
METHODS: Final[tuple[str, ...]] = get_args(Method.__value__)
SWEEPS: Final = ("factorial", "one_at_a_time", "latin_hypercube")
WITHOUT_SAMPLES: Final = (None, "factorial", "one_at_a_time")
LARGEST_SEED: Final = 2**62
# So many screen well (Saltelli et al. 2008, "Global sensitivity analysis: the primer", chapter 3).
_TRAJECTORIES = 20


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a study asks. Each field is the option of the same name, and the key in a file.

    ``policy``, ``set``, ``vary``, ``group`` and ``output`` are texts as on the command line;
    ``series`` keeps the monthly series of each run; ``effect`` also runs the status quo at each
    point, to study the difference; ``noise_points`` points are run under ``noise_replications``
    seeds, to tell chance from the factors. What is None has the default of its command.
    """

    command: Command
    region: str = "bengkayang"
    policy: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    vary: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    method: Method | None = None
    samples: int | None = None
    second_order: bool = False
    levels: int = 4
    seed: int = 1
    replications: int | None = None
    noise_points: int | None = None
    noise_replications: int | None = None
    effect: bool = False
    months: int | None = None
    scale: float | None = None
    series: bool | None = None
    output: tuple[str, ...] = ()

    def completed(self) -> "Plan":
        """Return the plan with the defaults of its command in place of what was left open."""
        defaults = {
            name: value
            for name, value in _DEFAULTS[self.command].items()
            if getattr(self, name) is None
        }
        plan = dataclasses.replace(self, **defaults)
        if plan.method == "morris" and plan.samples is None:
            return dataclasses.replace(plan, samples=_TRAJECTORIES)
        return plan

    def described(self) -> dict[str, Any]:
        """Return the plan as JSON and TOML hold it."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in dataclasses.asdict(self).items()
        }


def option(name: str) -> str:
    """Return the option of a field as it is typed."""
    return f"--{name.replace('_', '-')}"


def plan_from(described: Mapping[str, Any], called: Callable[[str], str] = option) -> Plan:
    """Return the plan that a table describes; InputError with everything that is wrong with it.

    ``called`` turns the name of a field into what a sentence calls it.
    """
    fields = {field.name: field for field in dataclasses.fields(Plan)}
    problems = [
        f"{called(name)}: there is no such key in a plan; {nearest(name, fields)}"
        for name in described
        if name not in fields
    ]
    values: dict[str, Any] = {}
    for name, value in described.items():
        if name in fields:
            wanted = _KINDS[str(fields[name].type)]
            if _is(value, wanted):
                values[name] = tuple(value) if isinstance(value, list) else value
            else:
                problems.append(f"{called(name)}: {shown(value)} is not allowed; give {wanted}.")
    if "command" not in described:
        problems.append(f"{called('command')}: missing; give one of {', '.join(COMMANDS)}.")
    if problems:
        raise InputError(problems)
    plan = Plan(**values)
    problems = plan_problems(plan, called)
    if problems:
        raise InputError(problems)
    return plan


def read_plan(path: Path) -> Plan:
    """Read a plan from a TOML file; InputError with everything that is wrong with it."""
    try:
        described = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be read ({error.strerror}).") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: the file is not valid TOML in UTF-8: {error}.") from None
    return plan_from(described, lambda name: f"{path}: {name}")


def plan_problems(plan: Plan, called: Callable[[str], str] = option) -> list[str]:
    """Return what is wrong with the numbers and the names of a plan, a sentence each."""
    problems = [
        f"{called(name)}: {shown(value)} is not allowed; give one of {', '.join(allowed)}; "
        f"{nearest(str(value), allowed)}"
        for name, value, allowed in (
            ("command", plan.command, COMMANDS),
            ("method", plan.method, METHODS),
        )
        if value is not None and value not in allowed
    ]
    for name in ("replications", "samples"):
        value = getattr(plan, name)
        if value is not None and value < 1:
            problems.append(f"{called(name)}: {value} is not allowed; give 1 or more.")
    for name in ("noise_points", "noise_replications"):
        value = getattr(plan, name)
        if value is not None and value < 0:
            problems.append(f"{called(name)}: {value} is not allowed; give 0 or more.")
    if not 0 <= plan.seed <= LARGEST_SEED:
        problems.append(
            f"{called('seed')}: {plan.seed} is not allowed; give a whole number from 0 to 2**62."
        )
    problems += _misplaced(plan, called)
    if plan.command in ("sweep", "sensitivity"):
        problems += _varying_problems(plan, called)
    return problems


def _misplaced(plan: Plan, called: Callable[[str], str]) -> Iterator[str]:
    """Yield a sentence for each field that is given, and that its command or method cannot use."""
    method = plan.method or ("morris" if plan.command == "sensitivity" else None)
    for field in dataclasses.fields(Plan):
        value = getattr(plan, field.name)
        # What is completed by a default of zero has not been asked for.
        if value == field.default or value == _DEFAULTS.get(plan.command, {}).get(field.name):
            continue
        commands = _COMMANDS_OF.get(field.name, COMMANDS)
        if plan.command not in commands:
            yield (
                f"{called(field.name)}: '{plan.command}' cannot use it; it belongs to "
                f"{' and '.join(repr(command) for command in commands)}."
            )
        elif method in METHODS and method not in _METHODS_OF.get(field.name, METHODS):
            yield (
                f"{called(field.name)}: '{method}' cannot use it; it belongs to "
                f"{' and '.join(repr(one) for one in _METHODS_OF[field.name])}."
            )


def _varying_problems(plan: Plan, called: Callable[[str], str]) -> list[str]:
    problems = []
    if not plan.vary:
        problems.append(
            f"{called('vary')}: missing; name what varies, as in unit.delegation=0:1:0.1, "
            "or 'uncertainties'."
        )
    sweeping = plan.command == "sweep"
    if plan.method in METHODS and (plan.method in SWEEPS) != sweeping:
        fitting = SWEEPS if sweeping else [m for m in METHODS if m not in SWEEPS]
        other = "sensitivity" if sweeping else "sweep"
        problems.append(
            f"{called('method')}: '{plan.method}' belongs to '{other}'; "
            f"'{plan.command}' takes {', '.join(fitting)}."
        )
    if plan.samples is None and plan.method not in (*WITHOUT_SAMPLES, "morris"):
        problems.append(f"{called('samples')}: missing; say how many, as in 64.")
    if sweeping and plan.method in WITHOUT_SAMPLES and plan.samples is not None:
        problems.append(
            f"{called('samples')}: a {plan.method or 'factorial'} design runs all values; leave it "
            "out, or choose latin_hypercube."
        )
    return problems


# One seed per point and a few points under many: runs are spent on the factors, and the share of
# chance is still known.
_DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "run": {"replications": 1, "series": True, "noise_points": 0, "noise_replications": 0},
    "compare": {"replications": 16, "series": True, "noise_points": 0, "noise_replications": 0},
    "sweep": {
        "method": "factorial",
        "replications": 4,
        "series": False,
        "noise_points": 0,
        "noise_replications": 0,
    },
    "sensitivity": {
        "method": "morris",
        "replications": 1,
        "series": False,
        "noise_points": 32,
        "noise_replications": 8,
    },
}

# The commands, and the methods, that a field belongs to; a field that is absent belongs to all.
_COMMANDS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("vary", "method", "samples", "output"), ("sweep", "sensitivity")),
    **dict.fromkeys(
        ("group", "second_order", "levels", "effect", "noise_points", "noise_replications"),
        ("sensitivity",),
    ),
    "replications": ("compare", "sweep", "sensitivity"),
}
_METHODS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "group": ("morris", "sobol"),
    "second_order": ("sobol",),
    "levels": ("morris",),
}

_KINDS: Final[Mapping[str, str]] = {
    "Command": f"one of {', '.join(COMMANDS)}",
    "Method | None": f"one of {', '.join(METHODS)}",
    "<class 'str'>": "a text",
    "tuple[str, ...]": "a list of texts",
    "<class 'int'>": "a whole number",
    "int | None": "a whole number",
    "float | None": "a number",
    "<class 'bool'>": "true or false",
    "bool | None": "true or false",
}


def _is(value: object, kind: str) -> bool:
    if kind == "true or false":
        return value is None or isinstance(value, bool)
    if kind == "a whole number":
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    if kind == "a number":
        return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
    if kind == "a list of texts":
        return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)
    return value is None or isinstance(value, str)

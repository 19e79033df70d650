"""The command line: what can be asked and how; experiments.commands does it.

Only click is imported here, so that ``--help`` is instant.
"""

import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

DONE: Final = 0
FAILED: Final = 1
WRONG_INPUT: Final = 2
STOPPED: Final = 130

_REPLICATIONS: Final = 16


@dataclass(frozen=True)
class Call:
    """How Tapal was called: the program (``uv run run.py``) and the arguments after it."""

    program: tuple[str, ...]
    arguments: tuple[str, ...]


type Command = Callable[..., Any]


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_language = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "id"]),
    default="en",
    show_default=True,
    help="Language of tables and figures: English or Indonesian.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
_debug = click.option("--debug", is_flag=True, help="Show the traceback of an error.")

_listing = _options(_language, _json, _debug)

_running = _options(
    click.option(
        "--set",
        "assignments",
        metavar="PATH=VALUE",
        multiple=True,
        help="Set a parameter, in every policy, as in unit.delegation=0.8; may be repeated.",
    ),
    click.option(
        "--region",
        metavar="NAME|FILE",
        default="bengkayang",
        show_default=True,
        help="The region: its name, or a TOML file.",
    ),
    click.option(
        "--seed",
        type=int,
        default=1,
        show_default=True,
        help="The (first) seed; replications take the seeds after it.",
    ),
    click.option("--months", type=int, help="Months to report after burn-in.  [default: 120]"),
    click.option(
        "--scale",
        type=float,
        help="Households per real household; above 1 for tests of size.  [default: 1]",
    ),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Folder of the study.  [default: results/ and a name made from the study]",
    ),
    click.option("--quiet", is_flag=True, help="Show no progress."),
    _listing,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """Tapal asks what public services and the border would change for a border community.

    Without a command, compares policies on services and the border, alone and together ('compare').
    """


@cli.command()
@click.option(
    "--policy",
    "policies",
    metavar="NAME|FILE",
    multiple=True,
    help="A policy to compare with the status quo, or several joined by +, or 'all'; may be "
    "repeated.  [default: unit, post and cooperation alone and together, and others]",
)
@click.option(
    "--replications",
    type=int,
    default=_REPLICATIONS,
    show_default=True,
    help="Seeds under which each policy is run.",
)
@click.option("--jobs", type=int, help="Processes to run at once.  [default: one per core]")
@click.option("--by-sub-district", is_flag=True, help="Show each sub-district too.")
@_running
@click.pass_obj
def compare(call: Call, /, *, by_sub_district: bool, **options: Any) -> int:
    """Compare policies with the status quo, in runs paired by seed.

    Where joint policies and their parts are compared, as they are by default, it says whether they
    do more together than the sum of what each does alone. Finished runs are kept: the same command
    again goes on where it stopped.
    """
    from experiments.commands import comparing  # noqa: PLC0415

    return comparing.compare(_request(call, **options), by_sub_district=by_sub_district)


@cli.command()
@click.option(
    "--policy",
    "policies",
    metavar="NAME|FILE",
    multiple=True,
    help="The policy to run, or several joined by +.  [default: the status quo]",
)
@_running
@click.pass_obj
def run(call: Call, /, **options: Any) -> int:
    """Run one scenario under one seed."""
    from experiments.commands import comparing  # noqa: PLC0415

    return comparing.run(_request(call, replications=1, jobs=1, **options))


@cli.command()
@click.argument("text", default="")
@_listing
def parameters(text: str, language: Any, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """List the parameters: default, unit, bounds and meaning, section by section.

    TEXT keeps those whose path, label, help or source holds it, and shows help and source too.
    """
    from experiments.commands import listing  # noqa: PLC0415

    return listing.list_parameters(text, language, as_json=as_json)


@cli.command()
@_listing
def policies(language: Any, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """List the policies that come with the model."""
    from experiments.commands import listing  # noqa: PLC0415

    return listing.list_policies(language, as_json=as_json)


@cli.command()
@_debug
def odd(*, debug: bool) -> int:  # noqa: ARG001
    """Write docs/ODD.md, the model's description, anew from the sources."""
    from experiments.commands import documenting  # noqa: PLC0415

    return documenting.odd()


_region = click.option(
    "--region",
    "region_name",
    metavar="NAME|FILE",
    default="bengkayang",
    show_default=True,
    help="The region: its name, or a TOML file.",
)
_seeds = click.option(
    "--replications", type=int, default=5, show_default=True, help="Seeds of each measurement."
)


@cli.command()
@_options(_region, _seeds, _json, _debug)
def calibrate(region_name: str, replications: int, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Fit the calibrated numbers on P-02 and P-03, and show how well they fit."""
    from experiments.commands import checking  # noqa: PLC0415

    return checking.calibrate(region_name, replications, as_json=as_json)


@cli.command()
@_options(_region, _seeds, _json, _debug)
def patterns(region_name: str, replications: int, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Hold the model against the observed patterns of the region."""
    from experiments.commands import checking  # noqa: PLC0415

    return checking.patterns(region_name, replications, as_json=as_json)


@cli.command()
@_options(_region, _json, _debug)
def benchmark(region_name: str, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Measure household-months per second, from the real district to a million households."""
    from experiments.commands import checking  # noqa: PLC0415

    return checking.benchmark(region_name, as_json=as_json)


def _request(call: Call, **options: Any) -> Any:
    from experiments.commands.study import Request  # noqa: PLC0415

    return Request(program=call.program, call=(*call.program, *call.arguments), **options)


def main(arguments: Sequence[str], program: str = "run.py") -> int:
    """Do what the arguments ask and return the exit code.

    0: done. 1: a run failed, or a bug. 2: wrong input. 130: stopped by the user.
    """
    asked = tuple(arguments)
    if not asked or (asked[0].startswith("-") and asked[0] not in {"-h", "--help"}):
        asked = ("compare", *asked)
    call = Call(("uv", "run", program), asked)
    try:
        return cli.main(list(asked), prog_name=program, standalone_mode=False, obj=call)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _say("Stopped.", STOPPED)
    except Exception as error:
        if "--debug" in asked:
            traceback.print_exc()
        return _explain(error)


def _explain(error: Exception) -> int:
    # Imported late, because a call that goes well needs none of them here.
    from experiments.errors import StoppedError, WorkersLostError  # noqa: PLC0415
    from model.errors import InputError  # noqa: PLC0415

    if isinstance(error, InputError):
        return _say(str(error), WRONG_INPUT)
    if isinstance(error, StoppedError):
        return _say(str(error), STOPPED)
    if isinstance(error, WorkersLostError):
        return _say(str(error), FAILED)
    return _say(
        f"Tapal met an error of its own, {type(error).__name__}: {error}. This is a bug; "
        "--debug shows where it happened.",
        FAILED,
    )


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return code

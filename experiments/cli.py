"""The command line: what can be asked and how; experiments.commands does it.

Only click is imported here, so that ``--help`` is instant.
"""

import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import click
from click.shell_completion import CompletionItem, get_completion_class

from experiments import completion
from experiments import options as given
from experiments.calling import IN_THE_TREE, INSTALLED

DONE: Final = 0
FAILED: Final = 1
WRONG_INPUT: Final = 2
STOPPED: Final = 130


@dataclass(frozen=True)
class Call:
    """How Tapal was called: the program (``uv run run.py``, ``tapal``) and its arguments."""

    program: tuple[str, ...]
    arguments: tuple[str, ...]


class _Commands(click.Group):
    """Commands of which ``compare`` is meant where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # A shell that has read no word yet asks for the names of the commands.
        named = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if named else list(_with_command(args)))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            found += self.commands["compare"].shell_complete(ctx, incomplete)
        return list({item.value: item for item in found}.values())


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from experiments.provenance import version_line  # noqa: PLC0415

    click.echo(version_line())
    context.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the versions of Tapal, of the model's sources and of Python.",
)
def cli() -> None:
    """Tapal asks what public services and the border would change for a border community.

    Without a command, compares policies on services and the border, alone and together ('compare').
    """


@cli.command()
@click.option(
    "--policy",
    metavar="NAME|FILE",
    multiple=True,
    shell_complete=completion.policies,
    help="A policy to compare with the status quo, or several joined by +, or 'all'; may be "
    "repeated.  [default: unit, post and cooperation alone and together, and others]",
)
@given.replications(16)
@click.option("--by-sub-district", is_flag=True, help="Show each sub-district too.")
@given.running
@click.pass_obj
def compare(call: Call, /, **options: Any) -> int:
    """Compare policies with the status quo, in runs paired by seed.

    Where joint policies and their parts are compared, as they are by default, it says whether they
    do more together than the sum of what each does alone. Finished runs are kept: the same command
    again goes on where it stopped.
    """
    return _ask("compare", call, options)


@cli.command()
@click.option(
    "--policy",
    metavar="NAME|FILE",
    multiple=True,
    shell_complete=completion.policies,
    help="The policy to run, or several joined by +.  [default: the status quo]",
)
@given.running
@click.pass_obj
def run(call: Call, /, **options: Any) -> int:
    """Run one scenario under one seed."""
    return _ask("run", call, options)


@cli.command()
@click.option(
    "--policy",
    metavar="NAME|FILE",
    multiple=True,
    shell_complete=completion.policies,
    help="A policy to run at every point; may be repeated.  [default: the status quo]",
)
@click.option(
    "--method",
    metavar="factorial|one_at_a_time|latin_hypercube",
    help="Every combination of values; one factor after the other; or --samples points spread "
    "over the ranges.  [default: factorial]",
)
@given.replications(4)
@given.varying
@given.running
@click.pass_obj
def sweep(call: Call, /, **options: Any) -> int:
    """Run the model over values of its parameters: every combination, or a Latin hypercube."""
    return _ask("sweep", call, options)


@cli.command()
@click.option(
    "--policy",
    metavar="NAME|FILE",
    multiple=True,
    shell_complete=completion.policies,
    help="The policy in force at every point.  [default: the status quo]",
)
@click.option(
    "--effect",
    is_flag=True,
    help="Run the status quo at every point too, and study the difference that the policy makes.",
)
@click.option(
    "--method",
    metavar="METHOD",
    help="morris (N trajectories), sobol (N a power of two), fast, rbd_fast, pawn or delta.  "
    "[default: morris, 20 trajectories]",
)
@click.option("--second-order", is_flag=True, help="Sobol: pairs too, at twice the runs.")
@click.option("--levels", type=int, default=4, show_default=True, help="Morris: levels per factor.")
@click.option(
    "--group",
    metavar="NAME=PATHS",
    multiple=True,
    help="Factors to vary as one (morris, sobol), as in roads=travel.fare,travel.time_value, or "
    "'sections' for one group per section.",
)
@click.option("--noise-points", type=int, help="Points to run under more seeds.  [default: 32]")
@click.option("--noise-replications", type=int, help="Seeds of those points.  [default: 8]")
@given.replications(1)
@given.varying
@given.running
@click.pass_obj
def sensitivity(call: Call, /, **options: Any) -> int:
    """Find which parameters move the results most, alone and together (SALib)."""
    return _ask("sensitivity", call, options)


@cli.command()
@given.plan_file
@given.placing
@click.pass_obj
def study(call: Call, /, file: Path, **options: Any) -> int:
    """Do the study that a TOML FILE describes; its keys are the options of the command it names."""
    from experiments.commands import asking  # noqa: PLC0415

    return asking.ask_file(file, _with(call, options))


@cli.command()
@given.folder
@given.placing
@click.pass_obj
def resume(call: Call, /, folder: Path, **options: Any) -> int:
    """Go on with the study in FOLDER, from nothing but the folder."""
    from experiments.commands import resuming  # noqa: PLC0415

    return resuming.resume(folder, _with(call, options))


@cli.command()
@given.folder
@given.placing
@click.pass_obj
def rerun(call: Call, /, folder: Path, **options: Any) -> int:
    """Run the study in FOLDER again in a new folder, and say whether the numbers are the same."""
    from experiments.commands import resuming  # noqa: PLC0415

    return resuming.rerun(folder, _with(call, options))


@cli.command()
@given.folder
@given.as_json
@given.debug
@click.pass_obj
def status(call: Call, /, folder: Path, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Say how far the study in FOLDER is."""
    from experiments.commands import resuming  # noqa: PLC0415

    return resuming.status(folder, call.program, as_json=as_json)


@cli.command()
@given.folder
@given.listing
@click.pass_obj
def figures(call: Call, /, folder: Path, **options: Any) -> int:
    """Draw the figures of the study in FOLDER anew from its results: PNG, SVG and PDF."""
    from experiments.commands import drawing  # noqa: PLC0415

    return drawing.figures(folder, _with(call, options))


@cli.command()
@given.folder
@click.option(
    "--uncertainty",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    shell_complete=completion.studies,
    help="A study of what is not known (sweep or sensitivity) that the brief should tell of.",
)
@given.listing
@click.pass_obj
def brief(call: Call, /, folder: Path, uncertainty: Path | None, **options: Any) -> int:
    """Write the two-page brief of the comparison in FOLDER: a page, and a PDF (extra 'pdf')."""
    from experiments.commands import briefing  # noqa: PLC0415

    return briefing.brief(folder, uncertainty, _with(call, options))


@cli.command()
@given.folder
@click.option(
    "--policy",
    metavar="NAME",
    required=True,
    shell_complete=completion.policies,
    help="The policy that may fail.",
)
@click.option("--output", metavar="INDICATOR", default="needs_met", show_default=True)
@click.option("--below", type=float, help="It fails where its gain is below this (in its unit).")
@click.option("--above", type=float, help="It fails where its gain is above this.")
@given.listing
@click.pass_obj
def discover(
    call: Call,
    /,
    folder: Path,
    policy: str,
    output: str,
    below: float | None,
    above: float | None,
    **options: Any,
) -> int:
    """Find where a policy of the study in FOLDER fails (PRIM and CART; extra 'discovery')."""
    from experiments.commands import discovering  # noqa: PLC0415

    return discovering.discover(
        folder,
        policy=policy,
        output=output,
        below=below,
        above=above,
        options=_with(call, options),
    )


@cli.command()
@given.folder
@click.option("--output", metavar="INDICATOR", default="needs_met", show_default=True)
@click.option(
    "--at-least", metavar="INDICATOR=NUMBER", multiple=True, help="A threshold to satisfy."
)
@click.option(
    "--at-most", metavar="INDICATOR=NUMBER", multiple=True, help="A threshold not to surpass."
)
@click.option("--across", metavar="PATH", help="The factor across the maps.  [default: found]")
@click.option("--up", metavar="PATH", help="The factor up the maps.  [default: found]")
@given.listing
@click.pass_obj
def robustness(
    call: Call,
    /,
    folder: Path,
    output: str,
    at_least: tuple[str, ...],
    at_most: tuple[str, ...],
    across: str | None,
    up: str | None,
    **options: Any,
) -> int:
    """Hold the policies of the study in FOLDER against one another: regret and satisficing."""
    from experiments.commands import discovering  # noqa: PLC0415

    return discovering.robustness(
        folder,
        output=output,
        at_least=at_least,
        at_most=at_most,
        across=across,
        up=up,
        options=_with(call, options),
    )


@cli.command()
@click.option("--port", type=int, default=8765, show_default=True, help="0 takes a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to be reached at; 0.0.0.0 lets everybody in the network in.",
)
@click.option(
    "--public-address",
    "addresses",
    metavar="URL",
    multiple=True,
    help="The address of a reverse proxy in front, as in https://tapal.example.org: requests under "
    "it, and under names of this machine, are answered and no others; may be repeated.",
)
@click.option(
    "--trusted-proxy",
    "proxies",
    metavar="IP|NETWORK",
    multiple=True,
    help="The proxy's own address, whose X-Forwarded-For tells visitors apart; may be repeated.",
)
@click.option("--open/--no-open", "opens", default=True, help="Open the page.  [default: open]")
@given.jobs
@given.language
@given.debug
def browse(
    port: int,
    host: str,
    addresses: tuple[str, ...],
    proxies: tuple[str, ...],
    jobs: int | None,
    language: Any,
    *,
    opens: bool,
    debug: bool,  # noqa: ARG001
) -> int:
    """Compare policies in the browser: maps, charts and stories (extra 'browser').

    Ctrl-C ends it. docs/server.md tells of a public server.
    """
    from experiments.commands import browsing  # noqa: PLC0415

    return browsing.browse(port, host, addresses, proxies, language, jobs, opens=opens)


@cli.command()
@click.option(
    "--policies",
    metavar="NAME,NAME…",
    multiple=True,
    shell_complete=completion.policies,
    help="The policies that the file holds, each compared with the status quo; several joined by + "
    "are one.  [default: all]",
)
@click.option(
    "--set",
    "assignments",
    metavar="PATH=VALUE",
    multiple=True,
    help="Set a shock or an uncertainty on both sides; may be repeated.",
)
@click.option("--months", type=int, default=120, show_default=True)
@click.option("--replications", type=int, default=5, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The first seed.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.html",
    default=Path("results/tapal.html"),
    show_default=True,
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
@given.jobs
@given.language
@given.debug
def export(
    policies: tuple[str, ...],
    assignments: tuple[str, ...],
    out: Path,
    jobs: int | None,
    language: Any,
    *,
    quiet: bool,
    debug: bool,  # noqa: ARG001
    **numbers: int,
) -> int:
    """Write the comparison page with some policies as one file (extra 'browser').

    It opens from a disk or a mail, without a server and without a network.
    """
    from experiments.commands import exporting  # noqa: PLC0415

    return exporting.write_export(policies, out, assignments, numbers, language, jobs, quiet=quiet)


@cli.command()
@click.argument("text", default="")
@given.listing
def parameters(text: str, language: Any, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """List the parameters: default, unit, bounds and meaning, section by section.

    TEXT keeps those whose path, role, label, help or source holds it, and shows help and source
    too.
    """
    from experiments.commands import listing  # noqa: PLC0415

    return listing.list_parameters(text, language, as_json=as_json)


@cli.command()
@given.listing
def policies(language: Any, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """List the policies that come with the model."""
    from experiments.commands import listing  # noqa: PLC0415

    return listing.list_policies(language, as_json=as_json)


@cli.command()
@given.debug
def odd(*, debug: bool) -> int:  # noqa: ARG001
    """Write ODD.md, the model's description, anew from the sources.

    In the source tree it is docs/ODD.md, elsewhere a file in the working folder.
    """
    from experiments.commands import documenting  # noqa: PLC0415

    return documenting.odd()


@cli.command()
@given.grouped(given.region, given.seeds, given.as_json, given.debug)
def calibrate(region_name: str, replications: int, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Fit the calibrated numbers on P-02 and P-03, and show how well they fit."""
    from experiments.commands import checking  # noqa: PLC0415

    return checking.calibrate(region_name, replications, as_json=as_json)


@cli.command()
@given.grouped(given.region, given.seeds, given.as_json, given.debug)
def patterns(region_name: str, replications: int, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Hold the model against the observed patterns of the region."""
    from experiments.commands import checking  # noqa: PLC0415

    return checking.patterns(region_name, replications, as_json=as_json)


@cli.command()
@given.region
@click.option(
    "--samples",
    type=int,
    help="Run one more Sobol' design over twelve inputs, as in 1024 for 26,624 runs.",
)
@given.as_json
@given.debug
def benchmark(region_name: str, samples: int | None, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Measure household-months and runs per second, beside a plain-Mesa twin of the model."""
    from experiments.commands import measuring  # noqa: PLC0415

    return measuring.benchmark(region_name, samples, as_json=as_json)


@cli.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_obj
def print_completion(call: Call, /, shell: str) -> int:
    """Print the script by which a SHELL completes commands and names at the Tab key.

    bash: eval "$(tapal completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc; fish:
    tapal completion fish > ~/.config/fish/completions/tapal.fish
    """
    (name,) = INSTALLED
    if call.program != INSTALLED:
        from model.errors import InputError  # noqa: PLC0415

        raise InputError(
            f"completion: shells complete the command '{name}', which 'uv tool install .' makes of "
            "this tree."
        )
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, name, f"_{name}_COMPLETE".upper()).source())
    return DONE


def _ask(command: str, call: Call, options: dict[str, Any]) -> int:
    from experiments.commands import asking  # noqa: PLC0415

    return asking.ask(command, _with(call, options))


def _with(call: Call, options: dict[str, Any]) -> dict[str, Any]:
    return {**options, "program": call.program, "call": (*call.program, *call.arguments)}


def _with_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the arguments with the command that is meant where they name none."""
    first = arguments[0] if arguments else "-"
    named = not first.startswith("-") or first in {"-h", "--help", "--version"}
    return tuple(arguments) if named else ("compare", *arguments)


def installed() -> NoReturn:
    """Do what the command line of the installed command ``tapal`` asks, and exit."""
    sys.exit(main(sys.argv[1:], INSTALLED))


def main(arguments: Sequence[str], program: tuple[str, ...] = IN_THE_TREE) -> int:
    """Do what the arguments ask and return the exit code.

    ``program`` is what the user calls Tapal by. 0: done. 1: a run failed, or a bug. 2: wrong input.
    130: stopped by the user.
    """
    asked = _with_command(arguments)
    call = Call(program, asked)
    try:
        return cli.main(list(asked), prog_name=" ".join(program), standalone_mode=False, obj=call)
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

"""The options of the command line, in the groups that commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from experiments import completion

type Command = Callable[..., Any]


def grouped(*some: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return one decorator that adds several options, shown in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed(some):
            command = option(command)
        return command

    return decorate


language = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "id"]),
    default="en",
    show_default=True,
    help="Language of tables and figures: English or Indonesian.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
debug = click.option("--debug", is_flag=True, help="Show the traceback of an error.")

listing = grouped(language, as_json, debug)

jobs = click.option("--jobs", type=int, help="Processes to run at once.  [default: one per core]")

placing = grouped(
    jobs,
    click.option(
        "--cluster",
        metavar="ADDRESS|local",
        help="Run on a Dask cluster: the scheduler's address, as in tcp://host:8786, or 'local' "
        "(extra 'cluster').",
    ),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Folder of the study.  [default: results/ and a name made from the study]",
    ),
    click.option("--quiet", is_flag=True, help="Show no progress."),
    listing,
)

running = grouped(
    click.option(
        "--set",
        metavar="PATH=VALUE",
        multiple=True,
        shell_complete=completion.parameters,
        help="Set a parameter, in every policy, as in unit.delegation=0.8; may be repeated.",
    ),
    click.option(
        "--region",
        metavar="NAME|FILE",
        default="bengkayang",
        show_default=True,
        shell_complete=completion.regions,
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
    placing,
)


def replications(number: int) -> Callable[[Command], Command]:
    """Return the option that says how many seeds, of a command whose default is ``number``."""
    return click.option(
        "--replications",
        type=int,
        help=f"Seeds under which everything is run.  [default: {number}]",
    )


varying = grouped(
    click.option(
        "--vary",
        metavar="PATH[=VALUES]",
        multiple=True,
        shell_complete=completion.varied,
        help="What varies: 'uncertainties' (all), 'work.*' (those of a section), a path (its own "
        "range), path=low:high, path=low:high:step, or path=a,b,c; may be repeated.",
    ),
    click.option("--samples", type=int, help="Size of the design (N); see --method."),
    click.option(
        "--series/--no-series",
        default=None,
        help="Keep the monthly series of every run.  [default: no]",
    ),
    click.option(
        "--output",
        metavar="INDICATOR",
        multiple=True,
        help="An indicator to study, as in needs_met or needs_met@siding; may be repeated.  "
        "[default: the four aims and trade]",
    ),
)


plan_file = click.argument("file", type=click.Path(path_type=Path))
folder = click.argument(
    "folder", type=click.Path(path_type=Path), shell_complete=completion.studies
)


region = click.option(
    "--region",
    "region_name",
    metavar="NAME|FILE",
    default="bengkayang",
    show_default=True,
    shell_complete=completion.regions,
    help="The region: its name, or a TOML file.",
)
seeds = click.option(
    "--replications", type=int, default=5, show_default=True, help="Seeds of each measurement."
)

"""How the findings of ``discover`` and ``robustness`` are printed."""

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from experiments.boxes import Discovery
from experiments.gains import sampled
from experiments.names import difference_unit, output_label, output_unit, parameter_label
from experiments.screen import console
from experiments.store import Study
from experiments.words import Language, decimals_for, number, words


def described(found: Discovery, place: int | None = None) -> dict[str, object]:
    """Return the box to show, or the one at a place, as JSON holds it."""
    box = found.box if place is None else found.boxes[place]
    return {
        "limits": box.limits.to_dict("records"),
        "coverage": box.coverage,
        "density": box.density,
        "mass": box.mass,
        "points": box.points,
    }


def show_box(
    study: Study, found: Discovery, policy: str, criterion: str, language: Language
) -> None:
    """Print where a policy fails: at how many points, and the limits of the box."""
    screen = console()
    label = next(one["label"][language] for one in study.policies if one["name"] == policy)
    screen.print(f"[bold]{label}[/]: {criterion}", highlight=False)
    if found.left_out:
        points = found.cases + found.left_out
        left_out = words("points_without_value", language, number=found.left_out, points=points)
        screen.print(left_out, style="dim")
    screen.print(
        words(
            "box",
            language,
            of_interest=found.of_interest,
            cases=found.cases,
            coverage=number(100 * found.box.coverage, language),
            density=number(100 * found.box.density, language),
        ),
        highlight=False,
    )
    if found.box.limits.empty:
        screen.print(words("no_box", language))
        return
    table = Table(box=None, padding=(0, 1))
    for key in ("parameter", "meaning", "lowest", "highest"):
        table.add_column(words(key, language))
    for row in found.box.limits.to_dict("records"):
        levels = ", ".join(map(str, row["levels"]))
        ends = [levels, ""] if levels else [f"{row[end]:.4g}" for end in ("low", "high")]
        table.add_row(row["factor"], parameter_label(row["factor"], language), *ends)
    screen.print(table)


def show_robustness(
    frame: pd.DataFrame,
    study: Study,
    output: str,
    language: Language,
    *,
    left_out: int,
    mapped: bool,
) -> None:
    """Print the table of robustness, a row per policy, and what must be known to read it.

    ``left_out``: points without regret; ``mapped``: whether maps were drawn.
    """
    screen = console()
    labels = {one["name"]: one["label"][language] for one in study.policies}
    screen.print(f"[bold]{output_label(output, study, language)}[/]", highlight=False)
    level, difference = output_unit(output, language), difference_unit(output, language)
    units = {
        "mean": level,
        "poor": level,
        "regret_90": difference,
        "regret_max": difference,
        "best": words("share_of_points", language),
        "satisficing": words("share_of_points", language),
    }
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column(words("policy", language), vertical="bottom")
    for name, unit in units.items():
        header = Text(words(f"robust.{name}", language)).append(f"\n{unit}", style="dim")
        table.add_column(header, justify="right", vertical="bottom")
    for row in frame.to_dict("records"):
        shown = [
            number(100 * row[name], language)
            if name in ("best", "satisficing")
            else number(row[name], language, decimals_for(row["mean"]))
            for name in units
        ]
        table.add_row(labels[row["policy"]], *shown)
    screen.print(table)
    remarks = []
    if left_out:
        points = len(study.points())
        remarks.append(words("points_without_value", language, number=left_out, points=points))
    if not sampled(study):
        remarks.append(words("grid_points", language))
    if not mapped:
        remarks.append(words("no_maps", language))
    for remark in remarks:
        screen.print(remark, style="dim")

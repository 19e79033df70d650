"""Tables for people: what the policies change, and what one run came to."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from experiments.compare import BASELINE, COST, COST_PER_EXTRA_DOCUMENT, DOCUMENTS, WHOLE_REGION
from experiments.complementarity import Interaction
from experiments.headings import Heading, headings
from experiments.store import Study
from experiments.together import letters, phrase, show_interactions, title
from experiments.words import NO_VALUE, Language, decimals_for, in_language, number, unit_in, words
from model.indicators import INDICATORS
from model.policy import GROUPS

_NAME_WIDTH = 24
_CELL_WIDTH = 17
_MISSING_SHOWN = 5
_MILLION = 1e6
_ALSO_IN_A_RUN = frozenset(
    {COST, DOCUMENTS, "forgone"}
    | {item.name for item in INDICATORS if item.name.startswith("lodged.")}
)


def show_comparison(
    screen: Console,
    study: Study,
    frame: pd.DataFrame,
    together: Sequence[Interaction],
    language: Language,
    *,
    by_sub_district: bool,
) -> None:
    """Print what each policy changes, for the whole region or, on request, each sub-district.

    Then what joint policies do beyond the sum of their parts, for the whole region.
    """
    border = any(_group(policy) != "service" for policy in study.policies)
    columns_wanted = headings(language, border=border)
    places = {WHOLE_REGION: words("whole_region", language)}
    if by_sub_district:
        places |= {name: label[language] for name, label in study.sub_districts.items()}
    columns = max(1, (screen.width - _NAME_WIDTH) // (_CELL_WIDTH + 2))
    for place, label in places.items():
        rows = frame[frame["sub_district"] == place]
        present = set(rows["indicator"])
        shown = [heading for heading in columns_wanted if heading.name in present]
        screen.print(f"[bold]{words('change', language)}: {escape(label)}[/]")
        for some in batched(shown, columns):
            screen.print(_comparison_table(study, rows, some, language))
            screen.print()
    known = letters([policy["name"] for policy in study.policies])
    show_interactions(screen, together, columns_wanted, known, language)
    for note in _notes(study, frame, columns_wanted, language):
        screen.print(note, style="dim", markup=False)


def _comparison_table(
    study: Study, rows: pd.DataFrame, shown: Sequence[Heading], language: Language
) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column(words("policy", language), width=_NAME_WIDTH - 2, vertical="bottom")
    cells: dict[str, list[Text]] = {}
    for heading in shown:
        column = rows[rows["indicator"] == heading.name].set_index("policy")
        unit, column = _readable(heading, column, language)
        header = Text(heading.label).append(f"\n{unit}", style="dim")
        table.add_column(header, justify="right", width=_CELL_WIDTH, vertical="bottom")
        for name, cell in _column(column, heading, language):
            cells.setdefault(name, []).append(cell)
    table.add_row(words("status_quo", language), *cells.pop(BASELINE), end_section=True)
    known = letters([policy["name"] for policy in study.policies])
    groups = _grouped(policy for policy in study.policies if policy["name"] in cells)
    for group, policies in groups.items():
        if len(groups) > 1:
            table.add_row(Text(phrase(f"group.{group}", language), style="bold"))
        for place, policy in enumerate(policies, start=1):
            called = Text(title(policy["name"], policy["label"][language], known))
            table.add_row(called, *cells[policy["name"]], end_section=place == len(policies))
    return table


def _group(policy: Mapping[str, Any]) -> str:
    return "history" if policy["kind"] == "history" else str(policy["group"])


def _grouped(policies: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Return the policies by group, groups in their order, policies in that of the study."""
    listed = list(policies)
    groups = {
        group: [policy for policy in listed if _group(policy) == group]
        for group in (*GROUPS, "history")
    }
    return {group: members for group, members in groups.items() if members}


def _readable(
    heading: Heading, column: pd.DataFrame, language: Language
) -> tuple[str, pd.DataFrame]:
    """Return the unit and the numbers to show: millions where there are any."""
    numbers = column[["status_quo", "difference", "low", "high"]]
    if not numbers["difference"].abs().max() >= _MILLION:
        return heading.unit, column
    return words("millions", language, unit=heading.unit), column.assign(
        **{name: numbers[name] / _MILLION for name in numbers.columns}
    )


def _column(
    column: pd.DataFrame, heading: Heading, language: Language
) -> Iterator[tuple[str, Text]]:
    """Yield the level of the status quo, then the difference of each policy."""
    level = float(column.sort_values("n")["status_quo"].iloc[-1])
    largest = float(column["difference"].abs().max())
    decimals = decimals_for(largest if largest > 0 else level)
    ratio = heading.name == COST_PER_EXTRA_DOCUMENT
    yield BASELINE, Text("" if ratio else number(level, language, decimals))
    for policy, row in column.iterrows():
        yield str(policy), _difference(row, heading, decimals, language)


def _difference(row: pd.Series, heading: Heading, decimals: int, language: Language) -> Text:
    mean, low, high = (float(row[name]) for name in ("difference", "low", "high"))
    if heading.name == COST_PER_EXTRA_DOCUMENT:
        return Text(_ratio(mean, low, high, language))
    text = number(mean, language, decimals, signed=True)
    if math.isfinite(low):
        text += f" ± {number((high - low) / 2, language, decimals)}"
    return Text(text, style=_style(mean, low, high, heading))


def _ratio(mean: float, low: float, high: float, language: Language) -> str:
    # Costs per document differ by orders of magnitude, so each has decimals of its own.
    decimals = decimals_for(mean)
    text = number(mean, language, decimals)
    if not math.isfinite(low):
        return text
    low_end, high_end = (number(end, language, decimals) for end in (low, high))
    return f"{text}\n{words('range', language, low=low_end, high=high_end)}"


def _style(mean: float, low: float, high: float, heading: Heading) -> str:
    if not (low > 0 or high < 0):
        return "dim"
    return {1: "green", -1: "red", 0: ""}[int(math.copysign(1, mean)) * heading.direction]


def _notes(
    study: Study, frame: pd.DataFrame, shown: Sequence[Heading], language: Language
) -> Iterator[str]:
    seeds = study.manifest["seeds"]
    yield words("pairs", language, n=len(seeds), first=seeds[0], last=seeds[-1])
    yield words("not_knowledge" if len(seeds) > 1 else "one_pair", language)
    names = {heading.name: heading.label for heading in shown}
    if COST_PER_EXTRA_DOCUMENT in set(frame["indicator"]):
        label = names[COST_PER_EXTRA_DOCUMENT]
        yield words("ratio", language, label=label, no_value=NO_VALUE)
    policies = {policy["name"]: policy["label"][language] for policy in study.policies}
    whole = frame[(frame["sub_district"] == WHOLE_REGION) & frame["indicator"].isin(list(names))]
    missing = whole[whole["missing"] > 0]
    for _, row in missing.head(_MISSING_SHOWN).iterrows():
        yield words(
            "missing",
            language,
            no_value=NO_VALUE,
            policy=policies[row["policy"]],
            label=names[row["indicator"]],
            missing=row["missing"],
            planned=row["missing"] + row["n"],
        )
    if len(missing) > _MISSING_SHOWN:
        yield words("more_missing", language, count=len(missing) - _MISSING_SHOWN)


def show_run(
    screen: Console, study: Study, outcome: Mapping[str, float], language: Language
) -> None:
    """Print the indicators of one run, for the region and each sub-district."""
    policy, seed = study.policies[0], study.manifest["seeds"][0]
    screen.print(
        f"[bold]{escape(policy['label'][language])}[/], {words('one_run', language, seed=seed)}"
    )
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column(words("indicator", language))
    table.add_column(words("whole_region", language), justify="right")
    for label in study.sub_districts.values():
        table.add_column(Text(label[language]), justify="right")
    for item in INDICATORS:
        if item.name not in outcome or not (item.headline or item.name in _ALSO_IN_A_RUN):
            continue
        names = [item.name, *(f"{item.name}@{place}" for place in study.sub_districts)]
        decimals = decimals_for(outcome[item.name])
        name = Text(in_language(item.label, language)).append(
            f"\n{unit_in(item.unit, language)}", style="dim"
        )
        table.add_row(name, *(_level(outcome.get(key), language, decimals) for key in names))
    screen.print(table)


def _level(value: float | None, language: Language, decimals: int) -> str:
    # Absent: the indicator is not reported by sub-district. NaN: it is, but has no value.
    return "" if value is None else number(value, language, decimals)

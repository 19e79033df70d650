import ast
import re
from functools import cache
from pathlib import Path

import pytest

from experiments.schedule import submodels
from model import border_tables, tables
from model.indicators import INDICATORS
from model.parameter import parameters
from model.policy import policies
from model.region import load_region
from model.scenario import Scenario

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
REGION = load_region("bengkayang")
REGISTRY = {info.path: info for info in parameters(Scenario)}


def checklist(name, *groups):
    """Return the ids of a checklist, which leaves gaps between its groups."""
    return [f"{name}-{number:02d}" for first, last in groups for number in range(first, last + 1)]


S1 = checklist("S1", (1, 14), (20, 29), (30, 39), (40, 46), (50, 64), (70, 75))
S2 = checklist("S2", (1, 25), (30, 59))
S4 = checklist("S4", (1, 26))
LOOPS = [f"FB{number}" for number in range(1, 17)]
EQUATIONS = [str(number) for number in range(1, 21)]
PATTERNS = [f"P-{number:02d}" for number in range(1, 21)]

NAMED = {
    "service": {service.name for service in REGION.services},
    "agency": {agency.name for agency in REGION.agencies},
    "sub_district": {sub_district.name for sub_district in REGION.sub_districts},
    "target": {target.name for target in REGION.targets},
    "good": {good.name for good in REGION.goods},
    "arrangement": {arrangement.name for arrangement in REGION.arrangements},
    "destination": {destination.name for destination in REGION.destinations},
    "path": {path.name for path in REGION.paths},
    "border_agency": {agency.name for agency in REGION.border_agencies},
    "forum": {forum.name for forum in REGION.forums},
    "constant": set(REGION.constants),
    "policy": {policy.name for policy in policies()},
    "indicator": {indicator.name for indicator in INDICATORS},
    "column": {
        f"{table.__name__}.{name}"
        for table in (
            tables.Households,
            tables.Services,
            tables.Points,
            tables.Agencies,
            border_tables.Goods,
            border_tables.Traders,
            border_tables.Paths,
            border_tables.BorderAgencies,
            border_tables.BorderPost,
            border_tables.BorderVillages,
            border_tables.Forum,
            border_tables.Governments,
        )
        for name in tables.columns(table)
    },
}


def rows(pattern):
    """Return key, status and answer of every table row whose first cell matches."""
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        for line in PAGE.splitlines()
        if line.startswith("| ")
    ]
    return [(row[0], row[2], row[3]) for row in cells if re.fullmatch(pattern, row[0])]


def references(text):
    return re.findall(r"`([^`]+)`", text)


@cache
def defined(path):
    """Return the names that a Python file defines, members of classes as Class.member."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{name}" for name in assigned(node.body)}
        names |= set(assigned([node]))
    return names


def assigned(statements):
    for statement in statements:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def fault(reference):
    """Return what is wrong with a reference, or nothing."""
    kind, _, name = reference.partition(":")
    if "/" in kind:
        if not (ROOT / kind).is_file():
            return f"there is no file {kind}"
        return f"{kind} defines no {name}" if name and name not in defined(ROOT / kind) else ""
    if name:
        return "" if name in NAMED.get(kind, ()) else f"there is no {kind} named {name}"
    return "" if kind in REGISTRY else f"there is no parameter {kind}"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"S1-\d+", S1),
        (r"S2-\d+", S2),
        (r"S4-\d+", S4),
        (r"FB\d+", LOOPS),
        (r"\d+", EQUATIONS),
        (r"P-\d+", PATTERNS),
    ],
    ids=["S1", "S2", "S4", "loops", "equations", "patterns"],
)
def test_every_row_is_answered_exactly_once_and_in_order(pattern, expected):
    assert [key for key, _, _ in rows(pattern)] == expected


@pytest.mark.parametrize("reference", sorted(set(references(PAGE))))
def test_everything_the_page_names_exists(reference):
    assert not fault(reference)


@pytest.mark.parametrize(
    "reference",
    ["model/nowhere.py", "model/costs.py:nothing", "service:nothing", "unit.nothing", "thing:x"],
)
def test_a_name_that_does_not_exist_is_found(reference):
    assert fault(reference)


def test_nothing_across_the_border_waits_any_more():
    assert [key for key, status, _ in rows(r"S[24]-\d+") if status == "later"] == []


def test_every_status_is_one_of_the_page():
    explained = {"simulated", "data", "documentation", "later", "left out"}
    assert {status for _, status, _ in rows(r"S\d-\d+|FB\d+|\d+")} <= explained
    patterns = {"calibrated", "checked", "reported", "later", "left out"}
    assert {status for _, status, _ in rows(r"P-\d+")} <= patterns


def test_what_acts_names_what_answers_it_and_what_does_not_gives_a_reason():
    for key, status, answer in rows(r"S\d-\d+|FB\d+|\d+|P-\d+"):
        assert len(answer) >= 10, key
        if status not in {"later", "left out"}:
            assert references(answer), f"{key} is {status} but names nothing that can be checked"


@pytest.mark.parametrize("kind", sorted(set(NAMED) - {"constant", "indicator", "column"}))
def test_nothing_in_the_model_is_without_a_row(kind):
    named = {reference.partition(":")[2] for reference in references(PAGE) if ":" in reference}
    assert NAMED[kind] <= named


def test_simulated_loops_are_those_with_a_switch():
    switches = {
        info.source.split()[-1]: path
        for path, info in REGISTRY.items()
        if path.startswith("loops.")
    }
    simulated = {
        key: references(answer)[0]
        for key, status, answer in rows(r"FB\d+")
        if status == "simulated"
    }
    assert simulated == switches


def test_simulated_equations_are_those_that_a_submodel_states():
    stated = {number for submodel in submodels() for number in submodel.equations}
    simulated = {int(key) for key, status, _ in rows(r"\d+") if status == "simulated"}
    assert simulated == stated


def test_patterns_are_used_as_their_targets_say_the_strictest_use_counts():
    words = {"calibration": "calibrated", "check": "checked", "report": "reported"}
    uses = {}
    for target in REGION.targets:
        if target.name.startswith("P-"):
            uses.setdefault(target.name[:4], set()).add(target.use)
    for key, status, _ in rows(r"P-\d+"):
        strictest = [word for use, word in words.items() if use in uses.get(key, ())]
        assert status == (strictest or [status])[0], key

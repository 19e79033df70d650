"""From a plan to a design: every problem of a study is found before anything is run or written."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from experiments.compare import BASELINE
from experiments.designs import Design, alternatives, check_points
from experiments.factor_reading import read_factors, read_groups
from experiments.factors import Factor, all_levels
from experiments.main_question import MAIN_QUESTION
from experiments.plan import METHODS, WITHOUT_SAMPLES, Plan, plan_problems
from experiments.points import Points
from experiments.sampling import Sampling, sample, sampling_problems
from model.errors import InputError, nearest
from model.indicators import INDICATORS
from model.parameter import Value
from model.policy import Policy, load_policy, policies
from model.region import Region, load_region, region_path
from model.scenario import Scenario, parse_assignments

ALL: Final = "all"


def settle(asked: Plan, known_problems: Sequence[str] = ()) -> Design:
    """Return the design of a plan; InputError with everything that is wrong with it.

    ``known_problems`` are sentences found before, to be told together with those of the plan.
    """
    problems = [*known_problems, *plan_problems(asked)]
    try:
        plan = asked.completed()
    except KeyError:  # a command that is none, told above
        raise InputError(problems) from None

    def checked[T](read: Callable[[], T]) -> T | None:
        try:
            return read()
        except InputError as error:
            problems.extend(error.problems)
            return None

    region = checked(lambda: load_region(plan.region))
    assignments = checked(lambda: _assignments(plan))
    chosen = checked(lambda: _policies(plan))
    factors = checked(lambda: read_factors(plan.vary))
    if factors is not None and assignments is not None:
        problems += [
            f"{factor.path} is given by --set and by --vary; give it once."
            for factor in factors
            if factor.path in assignments
        ]
    made = None
    if region is not None and assignments is not None and chosen is not None:
        made = checked(lambda: alternatives(region, chosen, assignments))
    elif assignments is not None:
        checked(lambda: Scenario().replaced(assignments))
    points = Points() if plan.method is None else None
    # Without a size there is nothing to sample, and the plan's own sentence says so.
    sized = plan.method in WITHOUT_SAMPLES or (plan.samples or 0) >= 1
    if factors is not None and plan.method in METHODS and sized:
        points = checked(lambda: _points(plan, factors))
    if region is not None:
        problems += _unknown_outputs(plan.output, region)
    if problems or region is None or made is None or points is None:
        raise InputError(list(dict.fromkeys(problems)))
    assert plan.replications is not None
    replicated, more = _noise(plan, len(points))
    design = Design(
        command=plan.command,
        region=region,
        alternatives=made,
        seeds=tuple(range(plan.seed, plan.seed + plan.replications)),
        points=points,
        replicated=replicated,
        more_seeds=more,
        plan=plan.described(),
        region_text=region_path(plan.region).read_bytes(),
    )
    check_points(design)
    return design


def _unknown_outputs(names: Sequence[str], region: Region) -> Iterator[str]:
    known = [item.name for item in INDICATORS]
    places = [sub_district.name for sub_district in region.sub_districts]
    for output in names:
        name, at, place = output.partition("@")
        if name not in known:
            hint = nearest(name, known, listed=["the names that 'run --json' prints"])
            yield f"--output: there is no indicator '{name}'; {hint}"
        if at and place not in places:
            yield f"--output: there is no sub-district '{place}'; {nearest(place, places)}"


def sampling_of(plan: Plan) -> Sampling:
    """Return how the points of a plan are sampled."""
    assert plan.method is not None
    assert plan.samples is not None
    return Sampling(
        method=plan.method,
        samples=plan.samples,
        second_order=plan.second_order,
        levels=plan.levels,
        seed=plan.seed,
    )


def _points(plan: Plan, factors: Sequence[Factor]) -> Points:
    if not factors:
        return Points()
    if plan.method == "factorial":
        return Points.at(tuple(factors), all_levels(factors))
    if plan.method == "one_at_a_time":
        return Points.one_at_a_time(tuple(factors))
    sampling, names = sampling_of(plan), [factor.path for factor in factors]
    problems: list[str] = []
    groups = None
    try:
        groups = read_groups(plan.group, factors)
    except InputError as error:
        problems += error.problems
    problems += sampling_problems(sampling, names, groups)
    if plan.method == "morris" and not problems:
        problems += _uneven_names(factors, plan.levels)
    if problems:
        raise InputError(problems)
    return Points.at(tuple(factors), sample(sampling, names, groups))


def _uneven_names(factors: Sequence[Factor], levels: int) -> list[str]:
    """Return a sentence if the lines of Morris' grid would not draw all names equally often."""
    lines = np.linspace(0, 1, levels)
    named = [factor for factor in factors if not factor.ordered]
    uneven = [
        factor.path
        for factor in named
        if len({factor.values(lines).count(level) for level in factor.levels}) > 1
    ]
    if not uneven:
        return []
    fitting = 2 * math.lcm(*(len(factor.levels) for factor in named))
    return [
        f"--levels: {levels} lines draw the values of {', '.join(uneven)} unequally often; give "
        f"{fitting}, or a multiple of it."
    ]


def _noise(plan: Plan, points: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the points to run under more seeds, spread over the design, and those seeds."""
    replications, wanted = plan.replications or 1, plan.noise_replications or 0
    number = min(plan.noise_points or 0, points)
    if not number or wanted <= replications:
        return (), ()
    spread = np.unique(np.linspace(0, points - 1, number).round().astype(int))
    seeds = range(plan.seed + replications, plan.seed + wanted)
    return tuple(int(point) for point in spread), tuple(seeds)


def _assignments(plan: Plan) -> dict[str, Value]:
    assignments = parse_assignments(plan.set)
    options: dict[str, Value | None] = {"run.months": plan.months, "run.scale": plan.scale}
    given = {path: value for path, value in options.items() if value is not None}
    twice = given.keys() & assignments.keys()
    if twice:
        raise InputError(
            [
                f"{path} is given by --set and by --{path.removeprefix('run.')}; give it once."
                for path in sorted(twice)
            ]
        )
    return assignments | given


def _policies(plan: Plan) -> list[Policy]:
    if plan.command == "compare":
        return _compared(plan.policy)
    if plan.command in ("run", "sensitivity") and len(plan.policy) > 1:
        other = "compare" if plan.command == "run" else "sweep"
        raise InputError(
            f"--policy: '{plan.command}' takes one policy and got {len(plan.policy)}; use "
            f"'{other}' for several."
        )
    named = _named(plan.policy or (BASELINE,))
    if not plan.effect:
        return named
    if named[0].name == BASELINE:
        raise InputError(
            "--effect: needs a policy whose effect it is; name one by --policy (the command "
            "'policies' lists them)."
        )
    return [load_policy(BASELINE), *named]


def _compared(names: Sequence[str]) -> list[Policy]:
    """Return the status quo and the named policies, or those of the main question if none is."""
    found: list[Policy] = []
    if ALL in names:
        found += [policy for policy in policies() if policy.kind == "policy"]
    found += _named([name for name in names or MAIN_QUESTION if name != ALL])
    others = [policy for policy in found if policy.name != BASELINE]
    if not others:
        raise InputError(
            f"--policy {BASELINE}: the status quo cannot be compared with itself; name a policy "
            "(the command 'policies' lists them)."
        )
    return [load_policy(BASELINE), *others]


def _named(names: Sequence[str]) -> list[Policy]:
    """Return the policies of these names or files; InputError with the problems of all."""
    problems: list[str] = []
    found = []
    for name in names:
        try:
            found.append(load_policy(name))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found

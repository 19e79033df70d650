"""What a figure says in its titles: sentences that hold in the study, counted from intervals.

A policy counts where the 95 % interval of its paired difference excludes zero. Where no interval
exists (one replication, no values) a title only names what is shown.
"""

from collections.abc import Mapping
from typing import Literal

from experiments.compare import BASELINE, Interval
from experiments.figures.findings import Change
from experiments.figures.material import Material, Measure


def aims_title(material: Material, measures: list[Measure]) -> str:
    """Return which policies improve all of the aims."""
    changes = {
        policy: [material.change(policy, measure) for measure in measures]
        for policy in material.alternatives
    }
    columns = zip(*changes.values(), strict=True)
    if not all(any(change.known for change in column) for column in columns):
        return material.phrase("aims_plain")
    winners = [
        material.quoted(policy)
        for policy, row in changes.items()
        if all(
            material.is_better(change, measure)
            for change, measure in zip(row, measures, strict=True)
        )
    ]
    match winners:
        case []:
            return material.phrase("aims_none")
        case [name]:
            return material.phrase("aims_all", name=name)
        case [one, other]:
            return material.phrase("aims_two", one=one, other=other)
    return material.phrase("aims_some", count=len(winners), total=len(changes))


def aim_claim(material: Material, measure: Measure) -> str:
    """Return under how many policies one aim becomes better, and under how many worse."""
    name = measure.indicator.name
    changes = [material.change(policy, measure) for policy in material.alternatives]
    if not any(change.known for change in changes):
        return measure.label
    better = sum(material.is_better(change, measure) for change in changes)
    worse = sum(change.clear for change in changes) - better
    if not better and not worse:
        return material.phrase("unclear", label=measure.label)
    claim = material.phrase(f"{name}.better" if better else f"{name}.worse")
    claim = material.counted("under", len(changes), claim=claim, count=better or worse)
    if better and worse:
        return f"{claim}, {material.phrase(f'{name}.against', count=worse)}"
    return claim


def access_title(material: Material, measure: Measure) -> str:
    """Return which sub-district saves most, and under which policy."""
    changes: dict[tuple[str, str], Change] = {
        (place, policy): material.change(policy, measure, place)
        for place in material.study.sub_districts
        for policy in material.alternatives
    }
    if not any(change.known for change in changes.values()):
        return material.phrase("access_plain")
    savings = {
        key: -change.difference.estimate
        for key, change in changes.items()
        if material.is_better(change, measure)
    }
    if not savings:
        return material.phrase("access_none")
    place, policy = max(savings, key=lambda key: savings[key])
    saving = savings[place, policy]
    return material.phrase(
        "access_largest",
        place=material.study.sub_districts[place][material.language],
        saving=material.number(saving, saving),
        policy=material.quoted(policy),
    )


def access_claim(material: Material, measure: Measure) -> str:
    """Return how many policies lower a cost in every sub-district."""
    changes = [
        [material.change(policy, measure, place) for place in material.study.sub_districts]
        for policy in material.alternatives
    ]
    if not any(change.known for row in changes for change in row):
        return measure.label
    count = sum(all(material.is_better(change, measure) for change in row) for row in changes)
    name = measure.indicator.name
    if not count:
        return material.phrase(f"nowhere.{name}")
    return material.counted(f"everywhere.{name}", len(changes), count=count)


def channels_title(
    material: Material, forgone: Mapping[str, float], changes: Mapping[str, Interval]
) -> str:
    """Return which policy lowers the share forgone most.

    ``forgone`` is the mean share (%) by policy, ``changes`` the paired difference from the
    status quo.
    """
    falls = {policy: change.estimate for policy, change in changes.items() if change.high < 0}
    if not any(Change(0.0, change).known for change in changes.values()):
        return material.phrase("channels_plain")
    if not falls:
        return material.phrase("channels_none")
    policy = min(falls, key=lambda name: falls[name])
    return material.counted(
        "channels_fall",
        len(changes),
        policy=material.quoted(policy),
        before=material.number(forgone[BASELINE], 10),
        after=material.number(forgone[policy], 10),
    )


def most_clear(changes: Mapping[str, Change], direction: Literal[-1, 1]) -> str | None:
    """Return the policy that moves something furthest up (1) or down (-1) beyond chance, if any."""
    moves = {
        name: direction * change.difference.estimate
        for name, change in changes.items()
        if change.clear and direction * change.difference.estimate > 0
    }
    return max(moves, key=lambda name: moves[name], default=None)


def flow_claim(material: Material, measure: Measure) -> str:
    """Return under how many policies a flow clearly rises, and under how many it falls."""
    label = material.short_label(measure.indicator.name)
    changes = [material.change(policy, measure) for policy in material.alternatives]
    if not any(change.known for change in changes):
        return label
    up = sum(change.difference.low > 0 for change in changes)
    down = sum(change.difference.high < 0 for change in changes)
    if up and down:
        return material.phrase("up_and_down", label=label, up=up, down=down)
    if not up and not down:
        return material.phrase("same", label=label)
    return material.counted("up" if up else "down", len(changes), label=label, up=up, down=down)


def clear_moves[Key](changes: Mapping[Key, Change]) -> dict[Key, float]:
    """Return by what share of the status quo each clear change moves it."""
    return {
        key: change.difference.estimate / abs(change.status_quo)
        for key, change in changes.items()
        if change.clear and change.status_quo
    }


def most_moving[Key](changes: Mapping[Key, Change]) -> Key | None:
    """Return which change is the largest of those beyond chance, if any."""
    sizes = {
        key: abs(change.difference.estimate) for key, change in changes.items() if change.clear
    }
    return max(sizes, key=lambda key: sizes[key], default=None)

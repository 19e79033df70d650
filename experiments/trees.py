"""Classification trees: the points in two parts by one factor, and each part again.

Source: Breiman, Friedman, Olshen and Stone 1984, "Classification and regression trees" (CART).
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.boxes import MASS, Cases, Discovery, Limit, missing, prepared
from model.errors import InputError

# Assumption: more leaves than this are not read.
_MOST_LEAVES: Final = 8
_FOLDS: Final = 10

type _Region = Mapping[str, tuple[float, float] | frozenset[int]]


class _Question(NamedTuple):
    """What a node may ask: whether a factor is at most a threshold, or is at a place (a level)."""

    factor: str
    place: int | None = None


class _Node(NamedTuple):
    """A node as the tree is walked; ``holds``: whether the answer of its parent was yes."""

    number: int
    parent: int
    holds: bool
    region: _Region


def cart(inputs: pd.DataFrame, of_interest: pd.Series, *, mass_min: float = MASS) -> Discovery:
    """Return the leaves of a classification tree as boxes, by scikit-learn.

    ``inputs``: a row per point, a column per factor (numbers, switches, names); ``of_interest``:
    true, false or missing. A leaf holds at least ``mass_min`` of the points; splits that separate
    best (Gini) come first. Of trees with one to eight leaves the smallest is taken whose Brier
    score, cross-validated ten-fold, is within a standard error of the best (the rule of Breiman et
    al.); one leaf means that no factor tells the points apart. The leaf chosen has the greatest
    harmonic mean of coverage and density. ``trajectory`` has a row per node, parents first:
    ``node``, ``parent`` (-1 at the root), ``holds`` (whether the parent's question is answered
    yes), the question (``factor`` is at most ``threshold``, or is ``level``; missing in a leaf),
    ``coverage``, ``density``, ``mass``, ``points``, and ``box``, the leaf's place, or -1. Raises
    InputError where there is too little to tell apart.
    """
    # ema-workbench's own CART (3.0) does not limit a name where it is chosen, and has no seed.
    cases = prepared(inputs, of_interest)
    questions = list(_questions(cases))
    answers = _answers(cases, questions)
    fitted = _grown(answers, cases.of_interest, max(1, math.ceil(mass_min * len(answers))))
    reached = fitted.decision_path(answers)
    points = np.asarray(reached.sum(axis=0)).ravel()
    hits = reached.T @ cases.of_interest
    tree = fitted.tree_
    boxes, rows = [], []
    waiting = [_Node(0, -1, holds=False, region={})]
    while waiting:
        node = waiting.pop()
        box = cases.box(
            _limits(cases, node.region), int(points[node.number]), int(hits[node.number])
        )
        leaf = tree.children_left[node.number] < 0
        question: tuple[Any, ...] = (None, math.nan, None)
        if leaf:
            boxes.append(box)
        else:
            asked = questions[tree.feature[node.number]]
            below, above = (
                int(tree.children_left[node.number]),
                int(tree.children_right[node.number]),
            )
            threshold = float(tree.threshold[node.number])
            question, yes, no = _asked(cases, node.region, asked, threshold)
            if asked.place is not None:
                below, above = above, below
            waiting += [
                _Node(above, node.number, holds=False, region=no),
                _Node(below, node.number, holds=True, region=yes),
            ]
        place = len(boxes) - 1 if leaf else -1
        rows.append((node.number, node.parent, node.holds, *question, *box[1:], place))
    columns = (
        "node", "parent", "holds", "factor", "threshold", "level",
        "coverage", "density", "mass", "points", "box",
    )  # fmt: skip
    chosen = int(np.argmax([box.balance for box in boxes]))
    return cases.discovery(boxes, pd.DataFrame(rows, columns=list(columns)), chosen)


def _questions(cases: Cases) -> Iterator[_Question]:
    for factor in map(str, cases.inputs.columns):
        if factor not in cases.levels:
            yield _Question(factor)
        elif len(cases.levels[factor]) == 2:
            yield _Question(factor, 1)
        else:
            for place in range(len(cases.levels[factor])):
                yield _Question(factor, place)


def _answers(cases: Cases, questions: list[_Question]) -> npt.NDArray[np.float64]:
    """Return what each point answers, shape (points, questions): its value, or 1 for yes."""
    columns = [
        cases.inputs[factor] if place is None else (cases.inputs[factor] == place).astype(float)
        for factor, place in questions
    ]
    return np.column_stack(columns)


def _asked(
    cases: Cases, region: _Region, asked: _Question, threshold: float
) -> tuple[tuple[Any, ...], _Region, _Region]:
    """Return a question as a row holds it, and the parts of a region where it is so and is not."""
    factor, place = asked
    if place is not None:
        every = frozenset(range(len(cases.levels[factor])))
        left = frozenset(region.get(factor, every)) - {place}
        yes: _Region = {**region, factor: frozenset({place})}
        no: _Region = {**region, factor: frozenset(map(int, left))}
        return (factor, math.nan, cases.levels[factor][place]), yes, no
    column = cases.inputs[factor]
    low, high = region.get(factor, (column.min(), column.max()))
    yes, no = {**region, factor: (low, threshold)}, {**region, factor: (threshold, high)}
    shown = math.floor(threshold) if factor in cases.whole else threshold
    return (factor, float(shown), None), yes, no


def _limits(cases: Cases, region: _Region) -> list[Limit]:
    return [
        cases.choice(factor, held) if isinstance(held, frozenset) else cases.limit(factor, *held)
        for factor, held in region.items()
    ]


def _grown(answers: npt.NDArray[np.float64], of_interest: npt.NDArray[np.int64], least: int) -> Any:
    """Return the smallest tree that predicts as well as the best of one to eight leaves."""
    try:
        from sklearn.model_selection import StratifiedKFold, cross_val_score  # noqa: PLC0415
        from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(missing("CART", "scikit-learn")) from error
    # A tree that must keep all points together has one leaf.
    trees = [DecisionTreeClassifier(min_samples_leaf=len(answers), random_state=0)] + [
        DecisionTreeClassifier(max_leaf_nodes=leaves, min_samples_leaf=least, random_state=0)
        for leaves in range(2, _MOST_LEAVES + 1)
    ]
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    scores = [
        cross_val_score(tree, answers, of_interest, cv=folds, scoring="neg_brier_score")
        for tree in trees
    ]
    best = max(scores, key=lambda score: score.mean())
    enough = best.mean() - best.std(ddof=1) / math.sqrt(_FOLDS)
    chosen = next(tree for tree, score in zip(trees, scores, strict=True) if score.mean() >= enough)
    return chosen.fit(answers, of_interest)

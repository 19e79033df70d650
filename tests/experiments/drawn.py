"""Figures of a study that is simulated by hand, and what stands on them."""

from itertools import combinations

import numpy as np

from experiments.designs import Alternative, Design
from experiments.figures.findings import Findings
from experiments.figures.material import Material
from experiments.figures.style import house_style
from experiments.store import Study
from model.indicators import INDICATORS
from model.scenario import Scenario
from tests.experiments import fake

LONG = "Integrated unit at Jagoi Babang with mobile team, facilitators and full delegation"
MONTHS = 36
OPENS = 25


def simulate(region, scenario, seed):
    """With delegation d, all is d × (10 + seed) more from month 25 on; level 100 × seed before."""
    months = np.arange(1.0, MONTHS + 1)
    delegation = scenario.unit.delegation if scenario.unit.opening_month else 0.0
    effect = delegation * (10.0 + seed)
    names = [item.name for item in INDICATORS]
    names += [f"{name}@{row.name}" for name in names for row in region.sub_districts]
    summary = dict.fromkeys(names, 100.0 * seed + effect)
    series = dict.fromkeys(names, 100.0 * seed + effect * (months >= OPENS))
    return fake.Outcome(summary, series)


def study_of(folder, policies=3, seeds=3, simulate=simulate, label="Policy"):
    settings = {"run.months": MONTHS}
    alternatives = [Alternative(fake.policy("status_quo"), Scenario().replaced(settings))]
    for place in range(1, policies + 1):
        levers = {"unit.opening_month": OPENS, "unit.delegation": place / policies}
        one = fake.policy(f"{label} {place}", **levers)
        alternatives.append(Alternative(one, Scenario().replaced(settings | levers)))
    design = Design("compare", fake.Region(), tuple(alternatives), tuple(range(1, seeds + 1)))
    return fake.conduct(folder, design, simulate)


def grouped(study, group, names=None, region=None):
    """The study as if its policies, or those named, were of a group, and its region a real one."""
    policies = [
        {**policy, "group": group}
        if policy["name"] in (names or {policy["name"]}) - {"status_quo"}
        else policy
        for policy in study.policies
    ]
    manifest = {**study.manifest, "policies": policies}
    if region is not None:
        about = {"name": region.name, "hash": region.content_hash}
        manifest["region"] = {**manifest["region"], **about}
    return Study(study.folder, manifest)


def material_of(study, language="en"):
    return Material(Findings(study), language)


def texts(sheet):
    """The texts that are on a page, ticks included."""
    found = list(sheet.figure.texts)
    for axes in sheet.figure.axes:
        ticks = [
            tick.label1
            for axis in (axes.xaxis, axes.yaxis)
            for tick in axis.get_major_ticks()
            if min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
        ]
        heads = [axes.xaxis.label, axes.yaxis.label, axes._left_title]
        key = axes.get_legend()
        found += [*axes.texts, *ticks, *heads, *(key.get_texts() if key else [])]
    return [text for text in found if text.get_text() and text.get_visible()]


def said(sheet):
    return " ".join(" ".join(text.get_text().split()) for text in texts(sheet))


def no_text_is_cut_or_overlaps(sheet):
    with house_style():  # in which it is saved
        sheet.figure.draw_without_rendering()
        page = sheet.figure.bbox
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts(sheet)]
    for text, box in boxes:
        assert page.x0 <= box.x0 < box.x1 <= page.x1, f"cut: {text}"
        assert page.y0 <= box.y0 < box.y1 <= page.y1, f"cut: {text}"
    for (one, box), (other, another) in combinations(boxes, 2):
        across = min(box.x1, another.x1) - max(box.x0, another.x0)
        up = min(box.y1, another.y1) - max(box.y0, another.y0)
        # A pixel of line spacing is not an overlap.
        assert across < 1 or up < 1.5, f"'{one}' overlaps '{other}'"

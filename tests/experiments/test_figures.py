import math
from collections.abc import Mapping
from itertools import pairwise
from xml.sax.saxutils import escape

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from PIL import Image

from experiments import __version__
from experiments.figures import draw_comparison, saving
from experiments.figures.access import draw_access
from experiments.figures.aims import draw_aims
from experiments.figures.channels import CHANNELS, draw_channels
from experiments.figures.courses import courses
from experiments.figures.lettering import spread
from experiments.figures.style import house_style
from model.indicators import INDICATORS
from tests.experiments import fake
from tests.experiments.drawn import (
    LONG,
    MONTHS,
    OPENS,
    material_of,
    no_text_is_cut_or_overlaps,
    said,
    simulate,
    study_of,
    texts,
)

DRAWINGS = (draw_aims, draw_access, draw_channels)


def without_needs_met(region, scenario, seed):
    outcome = simulate(region, scenario, seed)
    lost = {"needs_met"} | (
        {"travel_cost@siding", "days_to_document"} if scenario.unit.delegation > 0.9 else set()
    )
    return fake.Outcome(
        {name: math.nan if name in lost else value for name, value in outcome.summary.items()},
        {name: value * (math.nan if name in lost else 1) for name, value in outcome.series.items()},
    )


def sheets(study, language="en"):
    material = material_of(study, language)
    with house_style():
        return [draw(material) for draw in DRAWINGS]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return study_of(tmp_path_factory.mktemp("usual"))


@pytest.fixture(scope="module")
def pages(study):
    return {language: sheets(study, language) for language in ("en", "id")}


def test_each_figure_exists_in_all_formats_and_languages_and_has_the_same_bytes_twice(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(saving, "DOTS_PER_INCH", 60)
    study = study_of(tmp_path, policies=1, seeds=2)
    paths = draw_comparison(study, "en") + draw_comparison(study, "id")
    assert len(set(paths)) == 30
    assert {path.suffix for path in paths} == {".png", ".svg", ".pdf"}
    assert sorted(study.figures.iterdir()) == sorted(paths)
    contents = {path: path.read_bytes() for path in paths}
    assert all(len(content) > 1000 for content in contents.values())
    again = draw_comparison(study, "id")
    assert again == paths[15:]
    assert all(path.read_bytes() == contents[path] for path in again)


def test_files_say_where_they_come_from_but_not_when(tmp_path, study, pages):
    aims = pages["en"][0]
    with house_style():
        png, svg, pdf = aims.save(tmp_path, "aims.en")
    source = material_of(study).source
    assert study.manifest["study"] in source
    assert "seeds 1 to 3" in source
    with Image.open(png) as picture:
        assert picture.size == tuple(int(300 * inches) for inches in aims.figure.get_size_inches())
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        assert picture.getpixel((0, 0)) == picture.getpixel((-1, -1))
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
        about = {key: picture.info[key] for key in ("Title", "Description", "Software")}
    assert about == {
        "Title": aims.title,
        "Description": source,
        "Software": f"Tapal {__version__}",
    }
    drawn = svg.read_text(encoding="utf-8")
    assert escape(source) in drawn
    assert f"Tapal {__version__}" in drawn
    assert "dc:date" not in drawn
    paper = pdf.read_bytes()
    assert b"/FontFile2" in paper
    assert f"Tapal {__version__}".encode() in paper
    assert b"/CreationDate" not in paper
    assert aims.figure.dpi == mpl.rcParamsDefault["figure.dpi"]


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were(study):
    with mpl.rc_context({"lines.linewidth": 7}):
        before = dict(mpl.rcParams)
        sheets(study)
        assert dict(mpl.rcParams) == before


def test_settings_of_the_user_do_not_show(study):
    with mpl.rc_context({"figure.dpi": 37, "axes.grid.axis": "x", "text.usetex": True}):
        aims, *_ = sheets(study)
    assert aims.figure.dpi == mpl.rcParamsDefault["figure.dpi"]
    assert not any(text.get_usetex() for text in texts(aims))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("policies", "seeds", "label"), [(1, 1, "A"), (6, 3, "Unit"), (12, 2, LONG)]
)
def test_no_text_is_cut_or_overlaps_another(tmp_path, language, policies, seeds, label):
    for sheet in sheets(study_of(tmp_path, policies, seeds, label=label), language):
        no_text_is_cut_or_overlaps(sheet)


@pytest.mark.parametrize(
    ("language", "units"),
    [
        (
            "en",
            [
                ("month", "percentage points"),
                ("month", "days"),
                ("month", "thousand rupiah per need"),
                ("month", "thousand rupiah per person and month"),
                ("thousand rupiah per need", "thousand rupiah per need"),
                ("hours per need", "hours per need"),
                ("% of decisions", ""),
            ],
        ),
        (
            "id",
            [
                ("bulan", "poin persentase"),
                ("bulan", "hari"),
                ("bulan", "ribu rupiah per kebutuhan"),
                ("bulan", "ribu rupiah per orang per bulan"),
                ("ribu rupiah per kebutuhan", "ribu rupiah per kebutuhan"),
                ("jam per kebutuhan", "jam per kebutuhan"),
                ("% dari keputusan", ""),
            ],
        ),
    ],
)
def test_every_axis_has_a_unit(pages, language, units):
    axes = [one for sheet in pages[language] for one in sheet.figure.axes]
    for one, (across, up) in zip(axes, units, strict=True):
        assert across in one.get_xlabel()
        assert up in one.get_ylabel()
        # Where the vertical axis measures nothing, it carries no numbers either.
        assert up or not one.get_yticks().size


def test_a_policy_has_one_colour_and_marker_in_all_figures(tmp_path):
    study = study_of(tmp_path, policies=12, seeds=2)
    looks: dict[str, set[tuple[str, str]]] = {}
    for sheet in sheets(study):
        names = set()
        for axes in sheet.figure.axes:
            for line in axes.lines:
                if line.get_gid():
                    names.add(line.get_gid())
                    look = (line.get_color(), line.get_marker())
                    looks.setdefault(line.get_gid(), set()).add(look)
        assert names >= {f"Policy {place}" for place in range(1, 13)}
    assert all(len(found) == 1 for found in looks.values())
    assert len({next(iter(found)) for found in looks.values()}) == 13
    assert len({marker for found in looks.values() for _, marker in found}) == 13


def test_neighbouring_parts_of_a_bar_differ_in_grey():
    # Relative luminance of ITU-R BT.709.
    grey = [np.dot(to_rgb(channel.colour), (0.2126, 0.7152, 0.0722)) for channel in CHANNELS]
    hatched = [bool(channel.hatch) for channel in CHANNELS]
    for (one, other), marks in zip(pairwise(grey), pairwise(hatched), strict=True):
        assert abs(one - other) > 0.15 or any(marks)


def test_lines_are_paired_differences_with_their_interval(study):
    # Delegation 1/3 and seeds 1, 2, 3: differences 11/3, 12/3, 13/3, so 4 ± t(0.975, 2) / 3 / √3.
    material = material_of(study)
    every = courses(material.findings, material.alternatives, material.measure("needs_met"))
    course = every["Policy 1"]
    assert course.month.tolist() == list(range(OPENS - 1, MONTHS + 1))
    assert course.estimate[0] == course.low[0] == course.high[0] == 0
    assert course.estimate[1:] == pytest.approx(4.0)
    assert course.high[1:] == pytest.approx(4.0 + 4.302653 / 3 / math.sqrt(3), rel=1e-6)
    assert course.low[1:] == pytest.approx(4.0 - 4.302653 / 3 / math.sqrt(3), rel=1e-6)


def test_money_is_drawn_in_thousands(study):
    material = material_of(study)
    course = courses(material.findings, material.alternatives, material.measure("travel_cost"))[
        "Policy 1"
    ]
    assert course.estimate[-1] == pytest.approx(4e-3)


def test_the_parts_of_each_bar_add_up_to_all_decisions(pages):
    *_, sheet = pages["en"]
    widths: dict[float, float] = {}
    for patch in sheet.figure.axes[0].patches:
        assert isinstance(patch, Rectangle)
        widths[patch.get_y()] = widths.get(patch.get_y(), 0.0) + patch.get_width()
    assert list(widths.values()) == pytest.approx([100.0] * 4)


def test_titles_count_policies_whose_interval_excludes_zero(pages):
    aims, access, channels = pages["en"]
    assert "More needs are met under 3 of 3 policies" in said(aims)
    assert "Documents come later under 3 of 3 policies" in said(aims)
    assert aims.title == "No policy clearly improves all four aims by the end"
    assert access.title == "No policy clearly lowers the cost of papers in any sub-district"
    # All eight ways rise alike from equal levels: each keeps its eighth.
    assert channels.title == "No policy clearly lowers the share of papers forgone"
    assert "12.5" in said(channels)


def test_titles_claim_nothing_from_one_replication(tmp_path):
    aims, access, channels = sheets(study_of(tmp_path, policies=2, seeds=1))
    assert "policies" not in said(aims)
    assert aims.title == "What each policy changes in the four aims"
    assert access.title == "What papers cost in each sub-district, before and after"
    assert channels.title == "Where papers are applied for, and how often they are forgone"


def test_a_policy_that_helps_everyone_is_named(tmp_path):
    directions: Mapping[str, int] = {item.name: item.direction for item in INDICATORS}

    def helping(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        delegation = scenario.unit.delegation if scenario.unit.opening_month else 0.0
        summary = {
            name: 1000.0 + delegation * (10 + seed) * (directions[name.partition("@")[0]] or 1)
            for name in outcome.summary
        }
        return fake.Outcome(summary, outcome.series)

    aims, access, channels = sheets(study_of(tmp_path, policies=1, simulate=helping))
    assert aims.title == "“Policy 1” improves all four aims by the end"
    assert "0.0120 thousand rupiah less per need with “Policy 1”" in access.title
    # a single policy is not counted
    assert "Quicker everywhere" in said(access)
    assert channels.title.startswith("“Policy 1” lowers what is forgone from 12.5 to 12.")
    assert not any("of 1 " in said(sheet) for sheet in (aims, access, channels))


def test_what_has_no_value_is_said_and_the_rest_is_drawn(tmp_path):
    study = study_of(tmp_path, policies=2, simulate=without_needs_met)
    aims, access, _ = sheets(study)
    assert "No value in this study" in said(aims)
    assert "No value: Policy 2" in said(aims)
    assert aims.title == "What each policy changes in the four aims"
    drawn = [{line.get_gid() for line in axes.lines if line.get_gid()} for axes in aims.figure.axes]
    assert drawn == [set(), {"Policy 1"}, {"Policy 1", "Policy 2"}, {"Policy 1", "Policy 2"}]
    cost = [line.get_gid() for line in access.figure.axes[0].lines if line.get_gid()]
    assert sorted(cost) == ["Policy 1", "Policy 1", "Policy 2"]


def test_a_study_with_few_indicators_is_drawn_without_them(tmp_path):
    study = fake.conduct(tmp_path, fake.design(seeds=2))
    _, access, channels = sheets(study)
    assert "No value in this study" in said(access)
    assert "No value in this study" in said(channels)


def test_failed_runs_are_left_out_and_the_source_line_says_how_many_pairs_are_left(tmp_path):
    study = fake.conduct(tmp_path, fake.design(seeds=3), fake.fails_with_a_unit_under_seed_2)
    for sheet in sheets(study):
        assert "2 of 3 paired replications (seeds 1 to 3), failed runs left out" in said(sheet)


def test_without_a_finished_pair_nothing_is_drawn(tmp_path):
    def failing(region, scenario, seed):
        if scenario.unit.opening_month:
            raise ZeroDivisionError
        return simulate(region, scenario, seed)

    study = study_of(tmp_path, policies=1, seeds=1, simulate=failing)
    assert draw_comparison(study, "en") == []
    assert not study.figures.exists()


def test_the_source_line_says_where_the_figure_comes_from(tmp_path):
    study = study_of(tmp_path / "my-study", policies=1, seeds=2)
    for sheet in sheets(study):
        line = " ".join(said(sheet).split())
        for part in (
            "study my-study",
            "Fakeland",
            "2 paired replications (seeds 1 to 2)",
            study.manifest["model_sources"][:8],
            "Assumption-based: see docs/ODD.md",
        ):
            assert part in line


@pytest.mark.parametrize(("language", "written"), [("en", "−0.1"), ("id", "−0,1")])
def test_numbers_are_written_as_the_language_writes_them(tmp_path, language, written):
    def saving(region, scenario, seed):
        outcome = simulate(region, scenario, seed)
        summary = dict(outcome.summary)
        if scenario.unit.opening_month:
            summary["travel_cost@siding"] = 100.0 * seed - 100.0
        return fake.Outcome(summary, outcome.series)

    _, access, _ = sheets(study_of(tmp_path, policies=1, simulate=saving), language)
    assert written in said(access)


@pytest.mark.parametrize(
    ("targets", "sizes", "expected"),
    [
        ([], [], []),
        ([5.0, 5.0], [2.0, 2.0], [4.0, 6.0]),
        ([0.0, 0.0], [2.0, 2.0], [1.0, 3.0]),
        ([10.0, 10.0], [2.0, 4.0], [5.0, 8.0]),
        ([8.0, 2.0], [2.0, 2.0], [8.0, 2.0]),
    ],
)
def test_labels_move_apart_as_little_as_possible(targets, sizes, expected):
    assert spread(targets, sizes, room=10.0) == pytest.approx(expected)

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.figures import sensitivity_phrases
from experiments.figures.convergence import draw_convergence
from experiments.figures.indices import draw_indices
from experiments.figures.interactions import draw_interactions
from experiments.figures.labelling import label_points
from experiments.figures.one_at_a_time import draw_one_at_a_time
from experiments.figures.screening import draw_screening
from experiments.figures.sensitivity_phrases import SENSITIVITY_PHRASES
from experiments.figures.style import Sheet, house_style
from experiments.figures.subject import MOST, Subject
from experiments.indices import index_names
from experiments.sampling import Sampling
from experiments.sensitivity import COLUMNS
from tests.experiments.drawn import no_text_is_cut_or_overlaps, said

LONG = "Winding of roads between Jagoi Babang, Seluas and Siding {}"
# With two columns of numbers, with one, and with a scatter.
METHODS = ("sobol", "pawn", "morris")


def subject(count=3, method="sobol", language="en", label="Factor {}"):
    return Subject(
        language=language,
        method=method,
        output="Days to document",
        unit="days",
        factors={f"f{place}": label.format(place + 1) for place in range(count)},
        source="Source: Tapal, a study drawn by hand.",
        kicker="Sensitivity",
    )


def row(index, factor, value, half, other=""):
    return ("y", "", index, factor, other, value, value - half, value + half)


def table_of(values, half=0.02, indices=("ST", "S1", "mu_star", "sigma"), pairs=None):
    """All indices of a factor alike, and interactions as given by pairs of places."""
    rows = [
        row(index, f"f{place}", value, half)
        for index in indices
        for place, value in enumerate(values)
    ]
    rows += [
        row("S2", f"f{one}", (pairs or {}).get((one, other), 0.0), half, f"f{other}")
        for one, other in combinations(range(len(values)), 2)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def falling(count):
    return [0.5 * 0.7**place for place in range(count)]


def growing(values, sizes, half=0.02):
    """``values``: a list of values by factor for each size."""
    rows = [
        (size, f"f{place}", value, value - half, value + half)
        for size, part in zip(sizes, values, strict=True)
        for place, value in enumerate(part)
    ]
    return pd.DataFrame(rows, columns=["samples", "factor", "value", "low", "high"])


def curves(slopes, half=0.1, names=("plb", "plbn")):
    rows = [
        (f"f{place}", value, slope * value, slope * value - half, slope * value + half)
        for place, slope in enumerate(slopes)
        for value in np.linspace(0, 1, 5)
    ]
    rows += [("names", name, place, place - 0.1, place + 0.1) for place, name in enumerate(names)]
    rows += [("switch", on, 0.5 * on, 0.4 * on, 0.6 * on) for on in (False, True)]
    return pd.DataFrame(rows, columns=["factor", "value", "mean", "low", "high"])


def with_names(about):
    factors = {**about.factors, "names": "Status of the post", "switch": "Official guidance"}
    return Subject(**{**vars(about), "factors": factors})


@pytest.mark.parametrize("method", ["fast", "rbd_fast", "pawn", "delta"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_each_method_has_its_words(method, language):
    index = index_names(Sampling(method=method, samples=8))[0]
    about = subject(3, method, language)
    parts = growing([falling(3)] * 2, [100, 200])
    with house_style():
        sheet = draw_indices(table_of(falling(3), indices=dict.fromkeys((index, "S1"))), about)
        converged = draw_convergence(parts, about, index)
    for page in (sheet, converged):
        assert "Days to document" in said(page)
        assert "{" not in said(page)


def every_sheet(count, language, label):
    made = []
    with house_style():
        for method in METHODS:
            about = subject(count, method, language, label)
            index = index_names(Sampling(method=method, samples=8))[0]
            table = table_of(falling(count), indices=dict.fromkeys(("ST", "S1", "sigma", index)))
            parts = growing([falling(count)] * 6, [32, 64, 128, 256, 512, 1024])
            if method == "morris":
                made.append(draw_screening(table, about, 20))
            else:
                made.append(draw_indices(table, about))
            made.append(draw_convergence(parts, about, index))
        made.append(draw_interactions(table_of(falling(count), pairs={(0, 1): 0.1}), about))
        about = with_names(subject(count, "sobol", language, label))
        units = dict.fromkeys(about.factors, "score per unit of orientation")
        made.append(draw_one_at_a_time(curves(falling(count)), about, units, {"f0": 0.5}))
    return made


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("count", "label"), [(2, "A {}"), (20, LONG)])
def test_no_text_is_cut_or_overlaps_another(count, language, label):
    for sheet in every_sheet(count, language, label):
        assert isinstance(sheet, Sheet)
        no_text_is_cut_or_overlaps(sheet)


def test_no_more_factors_are_shown_than_have_room_and_the_rest_is_counted():
    with house_style():
        sheet = draw_indices(table_of(falling(20)), subject(20))
        pairs = draw_interactions(table_of(falling(20), pairs={(0, 1): 0.2}), subject(20))
    for page in (sheet, pairs):
        assert f"Not shown: {20 - MOST} of 20, the weakest." in said(page)
        assert "Factor 15" in said(page)
        assert "Factor 16" not in said(page)


def test_factors_are_sorted_by_their_index():
    with house_style():
        sheet = draw_indices(table_of([0.1, 0.5, 0.3]), subject())
    names = [text.get_text() for text in sheet.figure.axes[0].texts]
    assert [name for name in names if name.startswith("Factor")] == [
        "Factor 2",
        "Factor 3",
        "Factor 1",
    ]


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([0.5, 0.1, 0.2], "“Factor 1” moves “Days to document” most"),
        ([0.5, 0.1, 0.49], "“Factor 1” and “Factor 3” move “Days to document” most"),
        ([0.5, 0.48, 0.49], "What moves “Days to document” most is open among 3 of 3 factors"),
        ([0.01, 0.0, 0.0], "No factor clearly moves “Days to document”"),
    ],
)
def test_a_title_claims_only_what_intervals_tell_apart(values, title):
    with house_style():
        assert draw_screening(table_of(values), subject(method="morris"), 9).title == title


def test_a_title_gives_the_share_of_the_factor_that_clearly_explains_most_alone():
    with house_style():
        clear = draw_indices(table_of([0.52, 0.1, 0.2]), subject())
        open_ = draw_indices(table_of([0.52, 0.1, 0.5]), subject())
        unbounded = draw_indices(table_of([0.52, 0.1, 0.2], half=np.nan), subject(method="fast"))
    assert clear.title == "“Factor 1” alone explains 52 % of the variance of “Days to document”"
    assert open_.title == "“Factor 1” and “Factor 3” move “Days to document” most"
    assert unbounded.title == "“Factor 1” moves “Days to document” most"
    assert "The method gives no intervals." in said(unbounded)
    assert "0.52 ± 0.02" in said(clear)
    assert "±" not in said(unbounded)


def test_bars_are_as_long_as_their_index():
    with house_style():
        sheet = draw_indices(table_of([0.1, 0.5]), subject(2))
    widths = [patch.get_width() for patch in sheet.figure.axes[0].patches]
    assert widths == pytest.approx([0.5, 0.1, 0.5, 0.1])


def test_only_interactions_whose_interval_lies_above_zero_are_bold_and_named():
    with house_style():
        sheet = draw_interactions(
            table_of([0.5, 0.3, 0.1], pairs={(0, 1): 0.015, (1, 2): 0.08}), subject()
        )
        none = draw_interactions(table_of([0.5, 0.3, 0.1], pairs={(0, 1): 0.015}), subject())
    assert sheet.title.startswith("“Factor 2” and “Factor 3” interact most: 8 %")
    bold = [t.get_text() for t in sheet.figure.axes[0].texts if t.get_fontweight() == "bold"]
    assert bold == ["8"]
    assert none.title == "No two factors clearly interact in “Days to document”"


def test_a_pair_is_found_in_whichever_order_its_factors_are_ranked():
    with house_style():
        sheet = draw_interactions(table_of([0.1, 0.5], pairs={(0, 1): 0.3}), subject(2))
    assert "30" in said(sheet)


def test_without_values_nothing_is_drawn():
    empty = table_of([np.nan, np.nan])
    with house_style():
        assert draw_screening(empty, subject(2, "morris"), 4) is None
        assert draw_indices(empty, subject(2)) is None
        assert draw_interactions(empty, subject(2)) is None
        assert draw_interactions(table_of([0.5, 0.4], indices=("ST",)).head(2), subject(2)) is None
        assert draw_convergence(growing([[np.nan] * 2] * 3, [4, 8, 16]), subject(2), "ST") is None
        assert draw_convergence(growing([[0.5, 0.1]], [64]), subject(2), "ST") is None
        nothing = curves([1.0]).assign(mean=np.nan)
        assert draw_one_at_a_time(nothing, with_names(subject(1)), {}, {}) is None


def test_groups_without_a_deviation_have_one_panel():
    table = table_of([3.0, 1.0], indices=("mu_star",))
    with house_style():
        sheet = draw_screening(table, subject(2, "morris"), 8)
    assert len(sheet.figure.axes) == 1


def test_weak_factors_have_no_number_in_the_scatter():
    with house_style():
        sheet = draw_screening(table_of([30.0, 3.1, 2.9], half=0.1), subject(3, "morris"), 8)
    numbers = [t.get_text() for t in sheet.figure.axes[1].texts if t.get_text().isdigit()]
    assert numbers == ["1", "2"]


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([[5, 4, 3, 2]] * 3, "holds from 4 trajectories on"),
        ([[4, 5, 3, 2], [5, 4, 3, 2], [5, 4, 3, 2]], "holds from 8 trajectories on"),
        ([[5, 4, 3, 2], [5, 3, 4, 2], [5, 4, 3, 2]], "has not settled by 16 trajectories"),
        ([[5, 4, 3, 1], [5, 4, 3, 2], [5, 4, 3, 2.5]], "holds from 4 trajectories on"),
    ],
)
def test_the_title_says_from_where_on_the_order_of_the_strongest_holds(values, title):
    with house_style():
        sheet = draw_convergence(growing(values, [4, 8, 16]), subject(4, "morris"), "mu_star")
    assert sheet.title == f"The order of the 3 strongest factors {title}"


def test_lines_of_convergence_run_through_the_values():
    with house_style():
        sheet = draw_convergence(growing([[0.1, 0.5], [0.2, 0.6]], [8, 16]), subject(2), "ST")
    lines = {line.get_gid(): line for line in sheet.figure.axes[0].lines if line.get_gid()}
    assert list(lines["f0"].get_xdata()) == [8, 16]
    assert list(lines["f1"].get_ydata()) == [0.5, 0.6]


def test_curves_of_single_factors_share_a_scale_and_mark_the_usual_value():
    with house_style():
        sheet = draw_one_at_a_time(
            curves([2.0, 5.0]), with_names(subject(2)), {"f1": "km"}, {"f1": 0.25, "names": "plbn"}
        )
    assert (
        sheet.title
        == "Varied alone, “Factor 2” moves “Days to document” most: from 0.00 to 5.00 days"
    )
    axes = sheet.figure.axes
    assert len({one.get_ylim() for one in axes}) == 1
    assert [one.get_title(loc="left").replace("\n", " ") for one in axes[:2]] == [
        "Factor 2",
        "Factor 1",
    ]
    assert [list(line.get_xdata()) for line in axes[0].lines] == [
        pytest.approx(np.linspace(0, 1, 5)),
        [0.25, 0.25],
    ]
    ticks = [[label.get_text() for label in one.get_xticklabels()] for one in axes[2:]]
    assert ticks == [["plb", "plbn"], ["no", "yes"]]


@pytest.mark.parametrize(
    ("size", "divisor", "unit"),
    [
        (900.0, 1, "rupiah per need"),
        (20_000.0, 1e3, "thousand rupiah per need"),
        (4e9, 1e9, "billion rupiah per need"),
    ],
)
def test_rupiah_are_shown_in_round_units(size, divisor, unit):
    about = Subject(**{**vars(with_names(subject(2, "morris"))), "unit": "rupiah per need"})
    table = table_of([size, size / 2], half=size / 50, indices=("mu_star", "sigma"))
    parts = growing([[size, size / 2]] * 2, [4, 8], half=size / 50)
    lines = curves([1.0, 0.5], half=0.01).query("factor in ['f0', 'f1']")
    lines = lines.assign(
        **{column: lines[column] * size for column in ("value", "mean", "low", "high")}
    )
    with house_style():
        sheets = [
            draw_screening(table, about, 8),
            draw_convergence(parts, about, "mu_star"),
            draw_one_at_a_time(lines, about, dict.fromkeys(("f0", "f1"), "rupiah per need"), {}),
        ]
    for sheet in sheets:
        no_text_is_cut_or_overlaps(sheet)
        assert unit in said(sheet)
    marks = [line.get_xdata()[0] for line in sheets[0].figure.axes[0].lines if line.get_gid()]
    assert marks == pytest.approx([size / divisor, size / 2 / divisor])
    axes = sheets[2].figure.axes[0]
    assert axes.get_xlabel() == unit
    assert axes.lines[0].get_xdata()[-1] == pytest.approx(size / divisor)


def test_without_a_clear_effect_the_title_names_no_factor():
    table = curves([0.1, 0.05], half=5.0, names=("plb",)).query("factor != 'switch'")
    with house_style():
        sheet = draw_one_at_a_time(table, with_names(subject(2)), {}, {})
    assert sheet.title == "Varied alone, no factor clearly moves “Days to document”"


def test_labels_of_a_crowded_scatter_keep_clear_of_each_other():
    generator = np.random.default_rng(4)
    points = [
        (float(x), float(y), str(place + 1))
        for place, (x, y) in enumerate(generator.random((12, 2)) * 0.1)
    ]
    with house_style():
        sheet = Sheet("Title", "Subtitle", "Source", 6.0, 4.0)
        axes = sheet.axes(0.5, 0.2, 4.0, 3.5)
        axes.set(xlim=(0, 1), ylim=(0, 1))
        label_points(axes, points)
    assert [text.get_text() for text in axes.texts] == [label for *_, label in points]
    no_text_is_cut_or_overlaps(sheet)


def test_each_figure_has_the_same_bytes_twice(tmp_path):
    contents = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        with house_style():
            sheet = draw_screening(table_of(falling(5)), subject(5, "morris"), 8)
            paths = sheet.save(folder, "screening.en")
        contents.append([path.read_bytes() for path in paths])
    assert contents[0] == contents[1]


@pytest.mark.parametrize("key", SENSITIVITY_PHRASES)
def test_both_languages_have_the_same_blanks(key):
    english, indonesian = SENSITIVITY_PHRASES[key]
    blanks = [sorted(re.findall(r"{\w+}", text)) for text in (english, indonesian)]
    assert blanks[0] == blanks[1]


def test_every_phrase_is_used():
    folder = Path(sensitivity_phrases.__file__).parent
    code = "".join(
        path.read_text() for path in folder.glob("*.py") if path.name != "sensitivity_phrases.py"
    )
    families = ("indices_subtitle.", "index.", "samples.", "converging.", "ratio_")
    unused = [
        key
        for key in SENSITIVITY_PHRASES
        if f'"{key}"' not in code and not key.startswith(families)
    ]
    assert unused == []


def test_an_interaction_above_all_that_a_factor_explains_is_no_finding():
    with house_style():
        sheet = draw_interactions(table_of([0.5, 0.3, 0.05], pairs={(1, 2): 0.2}), subject())
    assert sheet.title == "No two factors clearly interact in “Days to document”"

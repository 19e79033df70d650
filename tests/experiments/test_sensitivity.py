import numpy as np
import pytest
from SALib.analyze import pawn
from SALib.analyze.delta import calc_delta

from experiments.distances import density_distances, slide_distances
from experiments.factors import Factor
from experiments.indices import index_names
from experiments.sampling import Sampling, problem, sample
from experiments.sensitivity import COLUMNS, analyse
from tests.experiments.analytic import (
    G_S1,
    G_ST,
    ISHIGAMI,
    ISHIGAMI_S1,
    ISHIGAMI_S2,
    ISHIGAMI_ST,
    G,
    ishigami,
    linear,
    linear_shares,
    sobol_g,
)

# One in a thousand of true values lies outside.
SURE = 0.999
EACH = [
    Sampling(method="morris", samples=8),
    Sampling(method="sobol", samples=64, second_order=True),
    Sampling(method="fast", samples=129),
    Sampling(method="rbd_fast", samples=100),
    Sampling(method="pawn", samples=100),
    Sampling(method="delta", samples=100),
]


def table_of(sampling, names, function, groups=None, level=SURE, resamples=200):
    unit = sample(sampling, names, groups)
    outputs = {"y": function(unit)}
    return analyse(sampling, names, groups, unit, outputs, resamples=resamples, level=level).table


@pytest.fixture(autouse=True)
def no_draws_from_the_global_generator(monkeypatch):
    for name in ("seed", "randint", "choice", "random"):
        monkeypatch.delattr(np.random, name)


def of(table, index):
    return table[table["index"] == index]


def holds(table, index, truth):
    low, high = of(table, index)[["low", "high"]].to_numpy().T
    return ((low <= truth) & (high >= truth)).all()


def test_sobol_indices_of_ishigami_are_those_of_the_closed_form():
    sampling = Sampling(method="sobol", samples=512, second_order=True)
    table = table_of(sampling, ISHIGAMI, ishigami)
    assert holds(table, "S1", ISHIGAMI_S1)
    assert holds(table, "ST", ISHIGAMI_ST)
    assert holds(table, "S2", ISHIGAMI_S2)
    pairs = of(table, "S2")[["factor", "other"]].to_numpy().tolist()
    assert pairs == [["first", "second"], ["first", "third"], ["second", "third"]]
    # The intervals are narrow enough to tell the factors apart.
    assert of(table, "ST")["low"].iloc[0] > of(table, "ST")["high"].iloc[2]


def test_sobol_indices_of_sobol_g_are_those_of_the_closed_form():
    names = [f"a = {a}" for a in G]
    table = table_of(Sampling(method="sobol", samples=1024), names, sobol_g)
    assert holds(table, "S1", G_S1)
    assert holds(table, "ST", G_ST)
    assert of(table, "ST")["factor"].tolist() == names
    assert of(table, "S2").empty


def test_sobol_indices_of_a_group_are_those_of_the_closed_form():
    sampling = Sampling(method="sobol", samples=512, second_order=True)
    table = table_of(sampling, ISHIGAMI, ishigami, ("both", "alone", "both"))
    assert of(table, "S1")["factor"].tolist() == ["both", "alone"]
    shares = (1 - ISHIGAMI_S1[1], ISHIGAMI_S1[1])
    assert holds(table, "S1", shares)
    assert holds(table, "ST", shares)
    assert holds(table, "S2", 0.0)


def test_rbd_fast_indices_of_ishigami_are_those_of_the_closed_form():
    table = table_of(Sampling(method="rbd_fast", samples=500), ISHIGAMI, ishigami)
    assert holds(table, "S1", ISHIGAMI_S1)
    assert (of(table, "S1")["high"] - of(table, "S1")["low"] < 0.3).all()


def test_fast_indices_of_a_linear_function_are_those_of_the_closed_form():
    coefficients = (1.0, 2.0, 3.0, 4.0)
    table = table_of(Sampling(method="fast", samples=1025), "abcd", linear(coefficients))
    # A coordinate is a triangle wave: the variance of its odd harmonics n falls as n**-4, and those
    # above the fourth are not summed up.
    left_out = 1 - (1 + 3**-4) / (np.pi**4 / 96)
    for index in ("S1", "ST"):
        apart = of(table, index)["value"] - linear_shares(coefficients)
        assert (np.abs(apart) < left_out).all()
    assert table["low"].isna().all()


def test_pawn_distances_of_a_single_cause_are_those_of_the_closed_form():
    count = 1000
    table = table_of(Sampling(method="pawn", samples=count), "ab", lambda unit: unit[:, 0] ** 3)
    # Between all and the slide from s to s + 0.1 the distance is s or 0.9 - s, whichever is larger;
    # the points of a hypercube are off by one stratum at most on either side.
    for index, expected in (("pawn_median", 0.7), ("pawn_mean", 0.7), ("pawn_maximum", 0.9)):
        cause, idle = of(table, index)["value"]
        assert cause == pytest.approx(expected, abs=2 / count)
        # Dvoretzky, Kiefer and Wolfowitz for ten slides of a hundred points.
        assert idle < np.sqrt(np.log(2 * 10 / 0.001) / 2 / (count / 10))


def test_pawn_distances_are_those_of_salib_but_for_the_last_point():
    sampling = Sampling(method="pawn", samples=400)
    unit = sample(sampling, ISHIGAMI)
    output = np.round(ishigami(unit), 1)  # with equal values
    theirs = pawn.analyze(problem(ISHIGAMI), unit, output)
    expected = [theirs["median"], theirs["mean"], theirs["maximum"]]
    # SALib leaves the largest value of a factor out of its last slide, of 40 points.
    assert slide_distances(unit, output) == pytest.approx(np.array(expected), abs=1 / 40)


@pytest.mark.parametrize("count", [100, 640])
def test_delta_distances_are_those_of_salib(count):
    unit = sample(Sampling(method="delta", samples=count), ISHIGAMI)
    output = ishigami(unit)
    grid = np.linspace(output.min(), output.max(), 100)
    # 100 points make four classes, 640 six: 640 ** (2 / (7 + tanh(1.72))) = 5.2.
    edges = np.linspace(0, count, {100: 4, 640: 6}[count] + 1)
    expected = [calc_delta(output, grid, axis, edges) for axis in unit.T]
    assert density_distances(unit, output) == pytest.approx(expected, rel=1e-9)


def test_the_delta_of_an_idle_factor_is_corrected_towards_zero():
    sampling = Sampling(method="delta", samples=200)
    unit = sample(sampling, "ab")
    table = analyse(sampling, "ab", None, unit, {"y": unit[:, 0]}).table
    assert abs(table["value"][1]) < density_distances(unit, unit[:, 0])[1]
    assert table["low"][0] > table["high"][1]


def test_morris_of_a_linear_function_gives_its_coefficients_without_deviation():
    coefficients = (3.0, -2.0, 0.0, 0.5)
    table = table_of(Sampling(method="morris", samples=5), "abcd", linear(coefficients))
    assert of(table, "mu_star")["value"].tolist() == pytest.approx(np.abs(coefficients))
    assert of(table, "mu")["value"].tolist() == pytest.approx(coefficients)
    assert of(table, "sigma")["value"].tolist() == pytest.approx([0] * 4, abs=1e-12)
    width = of(table, "mu_star")["high"] - of(table, "mu_star")["low"]
    assert width.tolist() == pytest.approx([0] * 4, abs=1e-12)


def test_morris_of_a_group_has_the_mean_of_what_its_factors_do_together():
    # Together 3 and 1 make 4 or 2, with equal chance.
    sampling = Sampling(method="morris", samples=200)
    groups = ("pair", "pair", "alone")
    unit = sample(sampling, "abc", groups)
    outputs = {"y": linear((3.0, 1.0, 5.0))(unit)}
    table, notes = analyse(sampling, "abc", groups, unit, outputs, level=SURE)
    assert of(table, "mu_star")["value"][1] == pytest.approx(5)
    assert holds(table.iloc[:1], "mu_star", 3.0)
    assert np.isnan(of(table, "mu")["value"].iloc[0])
    assert np.isnan(of(table, "sigma")["value"].iloc[0])
    assert notes == (("y", "not_defined", 1),)


def test_an_axis_of_names_and_a_switch_are_analysed_by_their_levels():
    worth = np.array([0.0, 5.0, 1.0])

    def function(unit):
        return worth[(3 * unit[:, 0]).astype(int)] + 2 * unit[:, 1] + 1.5 * (unit[:, 2] >= 0.5)

    variances = np.array([worth.var(), 4 / 12, 1.5**2 / 4])
    table = table_of(Sampling(method="sobol", samples=512), "abc", function)
    assert holds(table, "S1", variances / variances.sum())
    assert holds(table, "ST", variances / variances.sum())


PLACED = (
    Factor(path="a float"),
    Factor(path="a switch", levels=(False, True)),
    Factor(path="a whole number", levels=(0, 1, 2)),
    Factor(path="a name", levels=("one", "two", "three")),
)


def placed(sampling, groups=None):
    """Return points, the places of the factors' values, and the sum of those with an order."""
    unit = sample(sampling, "fswn", groups)
    places = np.column_stack([f.places(axis) for f, axis in zip(PLACED, unit.T, strict=True)])
    return unit, places, 10 * places[:, :3].sum(axis=1)


def test_morris_effects_are_per_range_whatever_the_levels():
    sampling = Sampling(method="morris", samples=5, levels=6)
    unit, places, output = placed(sampling)
    output = output + 10 * (places[:, 3] == 1)
    table = analyse(sampling, "fswn", None, unit, {"y": output}, places=places).table
    assert of(table, "mu_star")["value"].tolist()[:3] == pytest.approx([10] * 3)
    assert of(table, "sigma")["value"].tolist()[:3] == pytest.approx([0] * 3, abs=1e-12)
    # From name to name is a whole range; two of three such moves begin or end at the second.
    effects = np.abs(np.diff((places[:, 3] == 1).reshape(5, 5), axis=1)).sum()
    assert of(table, "mu_star")["value"].tolist()[3] == pytest.approx(10 * effects / 5)


def test_without_places_a_switch_moves_by_a_step_of_two_thirds():
    table = table_of(
        Sampling(method="morris", samples=5), "ab", lambda unit: 1.0 * (unit >= 0.5)[:, 0]
    )
    assert of(table, "mu_star")["value"].tolist() == pytest.approx([1.5, 0.0])


def test_of_morris_groups_those_of_several_take_the_step_of_the_grid():
    sampling = Sampling(method="morris", samples=5, levels=6)
    groups = ("pair", "alone", "pair", "idle")
    unit, places, output = placed(sampling, groups)
    output = output - 10 * places[:, 2]
    table = analyse(sampling, "fswn", groups, unit, {"y": output}, places=places).table
    assert of(table, "mu_star")["value"].tolist() == pytest.approx([10, 10, 0])
    output = 10 * places[:, 2]
    table = analyse(sampling, "fswn", groups, unit, {"y": output}, places=places).table
    moves = np.abs(np.diff(places[:, 2].reshape(5, 4), axis=1)).sum(axis=1)
    assert of(table, "mu_star")["value"][0] == pytest.approx(10 * moves.mean() / 0.6)


def test_places_that_a_trajectory_leaves_as_they_are_are_refused():
    sampling = Sampling(method="morris", samples=5)
    unit = sample(sampling, "ab")
    with pytest.raises(ValueError, match="moves no factor"):
        analyse(sampling, "ab", None, unit, {"y": unit[:, 0]}, places=unit * [1, 0])


@pytest.mark.parametrize("levels", [2, 4, 6, 10])
@pytest.mark.parametrize("count", [2, 3, 5, 7, 22])
def test_a_step_of_morris_changes_the_level_of_any_factor(levels, count):
    sampling = Sampling(method="morris", samples=50, levels=levels)
    unit = sample(sampling, "ab").reshape(50, 3, 2)
    factor = Factor(path="a", levels=tuple(range(count)))
    moved = np.diff(factor.places(unit), axis=1)
    assert ((moved != 0).sum(axis=(1, 2)) == 2).all()


@pytest.mark.parametrize("sampling", EACH, ids=lambda sampling: sampling.method)
@pytest.mark.parametrize("level", [0.0, 7e9])
def test_a_constant_output_has_no_indices(sampling, level):
    unit = sample(sampling, ISHIGAMI)
    rounding = 1 + 1e-15 * np.arange(len(unit)) / len(unit)
    table, notes = analyse(sampling, ISHIGAMI, None, unit, {"y": level * rounding})
    assert table["value"].isna().all()
    assert table["low"].isna().all()
    assert notes == (("y", "constant", len(unit)),)
    assert tuple(table["index"].unique()) == index_names(sampling)


def test_without_spread_among_the_base_samples_sobol_has_no_indices():
    sampling = Sampling(method="sobol", samples=8)
    unit = sample(sampling, ISHIGAMI)
    output = np.zeros(len(unit))
    output[1] = 1.0
    table, notes = analyse(sampling, ISHIGAMI, None, unit, {"y": output})
    assert table["value"].isna().all()
    assert notes == (("y", "constant", len(unit)),)


def test_a_fast_curve_along_which_nothing_moves_is_said():
    sampling = Sampling(method="fast", samples=129)
    unit = sample(sampling, ISHIGAMI)
    output = ishigami(unit)
    output[:129] = 1.0
    table, notes = analyse(sampling, ISHIGAMI, None, unit, {"y": output})
    assert of(table, "ST")["value"].isna().tolist() == [True, False, False]
    assert notes == (("y", "not_defined", 1), ("y", "no_interval", 3))


def test_an_output_that_is_flat_over_a_part_of_an_axis_has_no_delta_there():
    sampling = Sampling(method="delta", samples=100)
    unit = sample(sampling, "ab")
    output = np.maximum(unit[:, 0] - 0.5, 0) * (1 + unit[:, 1])
    table, notes = analyse(sampling, "ab", None, unit, {"y": output})
    assert table["value"].isna().tolist() == [True, False]
    assert notes == (("y", "not_defined", 1),)


@pytest.mark.parametrize("gap", [np.nan, np.inf])
@pytest.mark.parametrize(
    ("sampling", "index", "truth"),
    [
        (Sampling(method="sobol", samples=512, second_order=True), "ST", ISHIGAMI_ST),
        (Sampling(method="rbd_fast", samples=500), "S1", ISHIGAMI_S1),
    ],
)
def test_blocks_with_a_missing_value_are_left_out_and_the_rest_is_right(
    sampling, index, truth, gap
):
    unit = sample(sampling, ISHIGAMI)
    output = ishigami(unit)
    output[[3, 5, 200, -1]] = gap
    table, notes = analyse(sampling, ISHIGAMI, None, unit, {"y": output}, level=SURE)
    assert holds(table, index, truth)
    # Points 3 and 5 belong to one base sample.
    assert notes == (("y", "dropped", 3 if sampling.method == "sobol" else 4),)


def test_trajectories_with_a_missing_value_are_left_out():
    sampling = Sampling(method="morris", samples=6)
    unit = sample(sampling, "abc")
    output = linear((1.0, 2.0, 3.0))(unit)
    output[5] = np.nan
    table, notes = analyse(sampling, "abc", None, unit, {"y": output})
    assert of(table, "mu_star")["value"].tolist() == pytest.approx([1, 2, 3])
    assert notes == (("y", "dropped", 1),)


@pytest.mark.parametrize(
    "sampling", [one for one in EACH if one.method != "fast"], ids=lambda one: one.method
)
def test_from_too_few_blocks_nothing_is_computed(sampling):
    unit = sample(sampling, ISHIGAMI)
    output = np.full(len(unit), np.nan)
    output[-1] = 1.0
    table, (dropped, too_few) = analyse(sampling, ISHIGAMI, None, unit, {"y": output})
    assert table["value"].isna().all()
    assert dropped.kind == "dropped"
    assert too_few.kind == "too_few"
    assert dropped.number + too_few.number == sampling.samples


def test_fast_does_without_no_point():
    sampling = Sampling(method="fast", samples=129)
    unit = sample(sampling, ISHIGAMI)
    output = ishigami(unit)
    output[[0, 7]] = np.nan
    table, notes = analyse(sampling, ISHIGAMI, None, unit, {"y": output})
    assert table["value"].isna().all()
    assert notes == (("y", "incomplete", 2),)


@pytest.mark.parametrize("sampling", EACH, ids=lambda sampling: sampling.method)
def test_the_same_arguments_give_the_same_numbers_whatever_else_is_analysed(sampling):
    unit = sample(sampling, ISHIGAMI)
    output = ishigami(unit)
    alone = analyse(sampling, ISHIGAMI, None, unit, {"y": output}, resamples=20).table
    outputs = {"other": -output, "y": output}
    both = analyse(sampling, ISHIGAMI, None, unit, outputs, resamples=20).table
    assert tuple(alone.columns) == COLUMNS
    assert set(alone["method"]) == {sampling.method}
    assert alone.equals(both[both["output"] == "y"].reset_index(drop=True))


@pytest.mark.parametrize(
    "sampling", [one for one in EACH if one.method != "fast"], ids=lambda one: one.method
)
def test_an_interval_widens_with_its_level_as_the_normal_quantile_does(sampling):
    wide, narrow = (
        of(table_of(sampling, ISHIGAMI, ishigami, None, level, 20), index_names(sampling)[0])
        for level in (0.95, 0.6826895)
    )
    half = (wide["high"] - wide["value"]).to_numpy()
    assert half == pytest.approx(1.959964 * (narrow["high"] - narrow["value"]).to_numpy(), rel=1e-6)
    assert half == pytest.approx((wide["value"] - wide["low"]).to_numpy())


def test_an_output_that_is_rarely_different_has_an_interval():
    sampling = Sampling(method="rbd_fast", samples=100)
    unit = sample(sampling, ISHIGAMI)
    output = np.zeros(100)
    output[17] = 1.0
    table = analyse(sampling, ISHIGAMI, None, unit, {"y": output}).table
    assert np.isfinite(table["high"]).all()


def test_points_that_do_not_belong_to_the_sampling_are_refused():
    sampling = Sampling(method="sobol", samples=8)
    unit = sample(sampling, ISHIGAMI)
    with pytest.raises(ValueError, match="39 points and 39 outputs for a design of 40"):
        analyse(sampling, ISHIGAMI, None, unit[1:], {"y": unit[1:, 0]})


def test_a_design_that_belongs_to_no_method_has_no_indices():
    sampling = Sampling(method="latin_hypercube", samples=8)
    unit = sample(sampling, ISHIGAMI)
    with pytest.raises(ValueError, match="no indices"):
        analyse(sampling, ISHIGAMI, None, unit, {"y": unit[:, 0]})

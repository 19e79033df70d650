from experiments.browser.shown import AIMS, CHARTS, DECILES, PRICED, SHOWN
from experiments.figures import aims
from model.border_indicators import REPORTED_GOODS
from model.indicators import INDICATORS


def test_every_shown_indicator_is_one_of_the_model() -> None:
    assert set(SHOWN) <= {indicator.name for indicator in INDICATORS}


def test_no_indicator_is_shown_twice() -> None:
    assert len(SHOWN) == len(set(SHOWN))


def test_the_aims_are_those_of_the_figures() -> None:
    assert AIMS == aims.AIMS
    assert CHARTS["aims"] == aims.AIMS


def test_all_tenths_of_incomes_are_shown() -> None:
    assert set(DECILES) == {
        indicator.name
        for indicator in INDICATORS
        if indicator.name.startswith("equivalent_income.decile_")
    }


def test_prices_come_in_pairs_of_home_and_abroad() -> None:
    assert set(PRICED) <= {name for name, _, _ in REPORTED_GOODS}
    for good in PRICED:
        assert {f"price_home.{good}", f"price_abroad.{good}"} <= set(CHARTS["prices"])

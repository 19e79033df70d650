from experiments import words
from model.indicators import INDICATORS


def test_every_unit_of_an_indicator_has_an_indonesian_word_and_no_word_is_left_over():
    assert set(words._UNITS) == {item.unit for item in INDICATORS}


def test_a_numeral_has_a_true_minus_and_no_negative_zero():
    assert words.numeral(-1234.56, "en", 1) == "−1,234.6"
    assert words.numeral(-1234.56, "id", 1) == "−1.234,6"
    assert words.numeral(2.0, "en", signed=True) == "+2"
    assert words.numeral(-0.04, "en", 1, signed=True) == "0.0"

from experiments import words
from model.indicators import INDICATORS


def test_every_unit_of_an_indicator_has_an_indonesian_word_and_no_word_is_left_over():
    assert set(words._UNITS) == {item.unit for item in INDICATORS}

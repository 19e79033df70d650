from tests.conftest import LONGEST, ROOT, TOGETHER


def test_files_with_a_place_in_the_order_of_the_suite_exist() -> None:
    names = {*LONGEST, *(name for names in TOGETHER.values() for name in names)}
    assert {name for name in names if not (ROOT / name).exists()} == set()

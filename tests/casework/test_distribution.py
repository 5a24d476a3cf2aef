"""The suggestion gives each case to whoever has fewest open ones by then."""

from casework.distribution import suggest


def test_fewest_open_first() -> None:
    assert suggest([1, 2, 3, 4], {7: 2, 8: 0, 9: 1}) == {1: 8, 2: 8, 3: 9, 4: 7}


def test_without_people_nothing_is_suggested() -> None:
    assert suggest([1, 2], {}) == {}

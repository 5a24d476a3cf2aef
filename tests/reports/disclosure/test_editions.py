"""Nothing follows from two editions that does not follow from one."""

from __future__ import annotations

from dataclasses import replace

from reports.disclosure.checker import Recovered, recoverable
from reports.disclosure.editions import Edition, Printed, hidden_in, protect_edition, recoverable_across
from tests.reports.disclosure.tables import Key, table

CELLS: dict[Key, int] = {("a",): 3, ("b",): 7, ("c",): 9, ("d",): 20}


def edition(number: int, cells: dict[Key, int], hidden: set[str]) -> Edition[Key]:
    world = table("m", cells)
    return Edition(number, world.counts, world.sums, frozenset(("m", name) for name in hidden))


FIRST = edition(1, CELLS, {"a", "b"})


def test_another_choice_of_complementary_counts_tells_the_first_ones() -> None:
    second = edition(2, {**CELLS, ("d",): 21}, {"a", "c"})
    for each in (FIRST, second):
        assert recoverable(each.counts, each.hidden, each.sums) == []

    told = recoverable_across([FIRST, second])
    assert Recovered(Printed(("m", "a"), 1), 3, 3) in told
    assert {found.key for found in told} == {
        Printed(("m", name), number) for name, number in [("a", 1), ("b", 1), ("a", 2), ("c", 2)]
    }


def test_a_protected_edition_hides_the_same_where_nothing_changed() -> None:
    second = edition(2, {**CELLS, ("d",): 21}, set())
    protection = protect_edition(second, [FIRST])
    assert protection.exposed == ()
    assert hidden_in(protection, 2) == {("m", "a"), ("m", "b")}
    assert recoverable_across([FIRST, replace(second, hidden=hidden_in(protection, 2))]) == []


def test_a_count_that_became_small_is_hidden_with_one_that_changed_too() -> None:
    """In the first edition everything was shown; what has not changed cannot protect anything in the second."""
    cells: dict[Key, int] = {("a",): 8, ("b",): 7, ("c",): 9, ("d",): 20}
    first = edition(1, cells, set())
    second = edition(2, {**cells, ("a",): 3, ("d",): 22}, set())
    protection = protect_edition(second, [first])
    assert protection.exposed == ()
    assert hidden_in(protection, 2) == {("m", "a"), ("m", "d")}

    third = replace(second, number=3, hidden=frozenset())
    second = replace(second, hidden=hidden_in(protection, 2))
    assert hidden_in(protect_edition(third, [first, second]), 3) == second.hidden


def test_where_only_the_total_could_protect_it_goes() -> None:
    cells: dict[Key, int] = {("a",): 8, ("b",): 7, ("c",): 9}
    second = edition(2, {**cells, ("a",): 3}, set())
    protection = protect_edition(second, [edition(1, cells, set())])
    assert hidden_in(protection, 2) == {("m", "a"), ("m", "*")}

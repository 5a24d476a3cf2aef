"""Nothing follows from two editions that does not follow from one."""

from __future__ import annotations

import random
from dataclasses import replace

from reports.disclosure.checker import Recovered, recoverable
from reports.disclosure.editions import Edition, Printed, hidden_in, protect_edition, recoverable_across
from reports.disclosure.protecting import protect
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


def test_of_corrected_tables_nothing_follows_from_both_editions_but_from_each_for_itself_it_does() -> None:
    """Once in a hundred a correction to nought tells what was hidden before, and nothing helps: then it is named."""
    careless = stopped = 0
    for seed in (*range(30), 118):
        chance = random.Random(seed)
        names = "abcdef"[: chance.randint(3, 6)]
        cells: dict[Key, int] = {(one, two): int(chance.expovariate(1 / 9)) for one in names for two in "xy"}
        corrected = {
            cell: int(chance.expovariate(1 / 9)) for cell in chance.sample(sorted(cells), chance.randint(1, 3))
        }
        worlds = [table("m", cells), table("m", {**cells, **corrected})]
        alone = [
            Edition(number, world.counts, world.sums, protect(world.counts, world.sums).hidden)
            for number, world in enumerate(worlds, start=1)
        ]
        careless += bool(recoverable_across(alone))

        second = replace(alone[1], hidden=frozenset())
        protection = protect_edition(second, alone[:1])

        safe = replace(second, hidden=hidden_in(protection, 2))
        assert {one.key for one in recoverable_across([alone[0], safe])} == {one.key for one in protection.exposed}
        stopped += bool(protection.exposed)
    assert (careless > 5, stopped) == (True, 1)


def test_where_only_the_total_could_protect_it_goes() -> None:
    cells: dict[Key, int] = {("a",): 8, ("b",): 7, ("c",): 9}
    second = edition(2, {**cells, ("a",): 3}, set())
    protection = protect_edition(second, [edition(1, cells, set())])
    assert hidden_in(protection, 2) == {("m", "a"), ("m", "*")}

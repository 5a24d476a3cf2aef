"""The checker works out what can be worked out, and nothing else."""

from __future__ import annotations

import random

import pytest

from reports.disclosure.checker import Recovered, recoverable
from reports.disclosure.sums import Sum, SumDoesNotHold
from tests.reports.disclosure.tables import Key, Publication, every_way, random_publication, table

BY_HAND = table("m", {("a", "x"): 3, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 12})


def test_a_lone_hidden_count_follows_by_subtraction() -> None:
    assert recoverable(BY_HAND.counts, {("m", "a", "x")}, BY_HAND.sums) == [Recovered(("m", "a", "x"), 3, 3)]


def test_four_in_a_rectangle_cannot_be_worked_out() -> None:
    inner = [key for key in BY_HAND.counts if "*" not in key]
    assert recoverable(BY_HAND.counts, inner, BY_HAND.sums) == []


def test_two_that_are_together_too_few_are_told_too_closely() -> None:
    few = table("m", {("a",): 2, ("b",): 2, ("c",): 30})
    keys = ("m", "a"), ("m", "b")
    assert recoverable(few.counts, keys, few.sums) == [Recovered(key, 1, 3) for key in keys]
    assert recoverable(few.counts, keys, few.sums, largest_hidden=2) == []


def test_a_count_in_no_sum_cannot_be_worked_out() -> None:
    assert recoverable({("m",): 2}, {("m",)}, []) == []


def test_where_noughts_are_hidden_a_hidden_count_may_be_nought() -> None:
    world = table("m", {("a",): 0, ("b",): 4, ("c",): 30})
    keys = ("m", "a"), ("m", "b")
    assert recoverable(world.counts, keys, world.sums) == [Recovered(key, 0, 4) for key in keys]


def test_of_counts_never_shown_only_small_ones_matter() -> None:
    counts = {("whole",): 30, ("part",): 27, ("rest",): 3, ("all",): 30, ("none",): 0}
    sums = [Sum(("whole",), (("part",), ("rest",))), Sum(("whole",), (("all",), ("none",)))]
    found = recoverable(counts, set(), sums, never_shown={("rest",), ("none",)})
    assert found == [Recovered(("rest",), 3, 3)]


def test_counts_that_contradict_their_sums_are_refused() -> None:
    with pytest.raises(SumDoesNotHold, match="not the sum of its 1 parts"):
        recoverable({("a",): 2, ("b",): 1}, set(), [Sum(("a",), (("b",),))])
    with pytest.raises(ValueError, match="below nought"):
        recoverable({("a",): -2}, set(), [])
    with pytest.raises(ValueError, match="names every count once"):
        Sum(("a",), (("b",), ("b",)))


def tiny(seed: int) -> tuple[Publication, list[Key]]:
    """A tiny publication of which a few counts are hidden: at random, or a corner of its inside."""
    chance = random.Random(seed)
    world = random_publication(seed)
    counted = sorted(key for key, count in world.counts.items() if 1 <= count <= 12)
    corner = [key for key in counted if not {"*", "c"} & set(key)]
    return world, corner[:9] if seed % 2 else chance.sample(counted, min(len(counted), chance.randint(2, 5)))


@pytest.mark.no_cover
def test_trying_every_way_finds_the_same() -> None:
    told = safe = 0
    for seed in range(200):
        world, hidden = tiny(seed)
        ways = list(every_way(world.counts, hidden, world.sums, up_to=20))
        ends = {key: (min(way[key] for way in ways), max(way[key] for way in ways)) for key in hidden}
        expected = [Recovered(key, *ends[key]) for key in sorted(hidden) if ends[key][1] - ends[key][0] < 4]
        assert recoverable(world.counts, hidden, world.sums) == expected, seed
        told += len(expected)
        safe += len(hidden) - len(expected)
    assert told > 100
    assert safe > 20

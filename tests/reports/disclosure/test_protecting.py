"""What is hidden cannot be worked out; without complementary suppression it can."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.disclosure.checker import Recovered, recoverable
from reports.disclosure.derived import may_show, may_show_share
from reports.disclosure.protecting import Protection, protect
from reports.disclosure.sums import Sum
from tests.reports.disclosure.tables import Key, random_publication, table

WORLDS = 10_000 if os.environ.get("TEST_FULL_SIZE") else 1000


@pytest.mark.no_cover
def test_nothing_hidden_is_recovered_in_1000_random_publications_but_without_complementary_suppression_it_is() -> None:
    recovered = 0
    for seed in range(WORLDS):
        world = random_publication(seed)
        protection = protect(world.counts, world.sums)
        assert protection.primary == {key for key, count in world.counts.items() if 1 <= count <= 4}
        assert protection.exposed == ()
        assert recoverable(world.counts, protection.hidden, world.sums) == [], seed
        recovered += bool(protection.complementary)
        if seed < 200:
            bare = protect(world.counts, world.sums, complementary=False)
            assert bare == Protection(protection.primary, frozenset())
            assert bool(recoverable(world.counts, bare.hidden, world.sums)) == bool(protection.complementary)
    assert recovered > WORLDS / 2


def test_the_smallest_rectangle_is_hidden_and_no_total() -> None:
    world = table("m", {("a", "x"): 3, ("a", "y"): 9, ("a", "z"): 7, ("b", "x"): 8, ("b", "y"): 30, ("b", "z"): 31})
    bare = protect(world.counts, world.sums, complementary=False)
    assert recoverable(world.counts, bare.hidden, world.sums) == [Recovered(("m", "a", "x"), 3, 3)]

    protection = protect(world.counts, world.sums)
    assert protection.primary == {("m", "a", "x")}
    assert protection.complementary == {("m", "a", "z"), ("m", "b", "x"), ("m", "b", "z")}
    assert recoverable(world.counts, protection.hidden, world.sums) == []


def test_a_large_publication() -> None:
    chance = random.Random(1)
    places = [(f"{area:02}", f"{by:02}") for area in range(60) for by in range(32)]
    world = table("m", {place: 2 if number % 97 == 0 else chance.randint(5, 90) for number, place in enumerate(places)})
    assert len(world.counts) > 2000
    protection = protect(world.counts, world.sums)
    assert len(protection.primary) == 20
    assert 20 <= len(protection.complementary) <= 60
    assert not any("*" in key for key in protection.hidden)
    assert recoverable(world.counts, protection.hidden, world.sums) == []
    assert len(recoverable(world.counts, protection.primary, world.sums)) == 20


def test_a_breakdown_hides_its_smallest_other_part_and_its_total_only_when_none_is_left() -> None:
    some = table("m", {("a",): 3, ("b",): 20, ("c",): 7, ("d",): 0})
    assert protect(some.counts, some.sums) == Protection(frozenset({("m", "a")}), frozenset({("m", "c")}))
    none = table("m", {("a",): 1, ("b",): 1, ("c",): 3, ("d",): 0})
    assert protect(none.counts, none.sums).complementary == {("m", "*")}
    nought = table("m", {("a",): 0, ("b",): 0})
    assert protect(nought.counts, nought.sums).hidden == frozenset()


def test_the_largest_hidden_count_is_a_choice() -> None:
    world = table("m", {("a",): 9, ("b",): 20, ("c",): 70})
    assert protect(world.counts, world.sums).hidden == frozenset()
    assert protect(world.counts, world.sums, largest_hidden=9).hidden == {("m", "a"), ("m", "b")}


def test_what_was_shown_stays_shown_and_what_follows_from_it_is_named() -> None:
    world = table("m", {("a",): 3, ("b",): 20, ("c",): 7})
    others = frozenset(world.counts) - {("m", "a")}
    assert protect(world.counts, world.sums, already_shown=others) == Protection(
        frozenset({("m", "a")}), frozenset(), (Recovered(("m", "a"), 3, 3),)
    )
    assert protect(world.counts, world.sums, already_shown=others - {("m", "b")}).complementary == {("m", "b")}


def test_districts_associations_and_departments_hide_together() -> None:
    counts = {(key,): count for key, count in {"all": 60, "A": 28, "B": 32, "North": 31, "South": 29}.items()}
    counts |= {("A1",): 2, ("A2",): 26, ("B1",): 29, ("B2",): 3}
    sums = [
        Sum(("all",), (("A",), ("B",))),
        Sum(("all",), (("North",), ("South",))),
        Sum(("A",), (("A1",), ("A2",))),
        Sum(("B",), (("B1",), ("B2",))),
        Sum(("North",), (("A1",), ("B1",))),
        Sum(("South",), (("A2",), ("B2",))),
    ]
    protection = protect(counts, sums)
    assert protection == Protection(frozenset({("A1",), ("B2",)}), frozenset({("A2",), ("B1",)}))
    assert recoverable(counts, protection.hidden, sums) == []


def test_the_campaign_does_not_follow_from_with_and_without() -> None:
    counts = {("with",): 40, ("without",): 37, ("campaign",): 3, ("with", "a"): 30, ("with", "b"): 10}
    counts |= {("without", "a"): 27, ("without", "b"): 10, ("campaign", "a"): 3, ("campaign", "b"): 0}
    sums = [Sum(("with", *end), (("without", *end), ("campaign", *end))) for end in ((), ("a",), ("b",))]
    sums += [Sum((each,), ((each, "a"), (each, "b"))) for each in ("with", "without", "campaign")]
    never_shown = {key for key in counts if key[0] == "campaign"}
    assert {found.key for found in recoverable(counts, set(), sums, never_shown=never_shown)} == {
        ("campaign",),
        ("campaign", "a"),
    }

    protection = protect(counts, sums, never_shown=never_shown)
    assert protection.primary == frozenset()
    assert recoverable(counts, protection.hidden, sums, never_shown=never_shown) == []
    assert ("with",) not in protection.hidden


def test_a_funnel_adds_up_from_its_end() -> None:
    """Who came to a stage are those who left there and those who came to the next."""
    counts = {("warned",): 40, ("left warned",): 18, ("filed",): 22, ("left filed",): 2, ("evicted",): 20}
    sums = [Sum(("warned",), (("left warned",), ("filed",))), Sum(("filed",), (("left filed",), ("evicted",)))]
    protection = protect(counts, sums)
    assert recoverable(counts, {("left filed",)}, sums) == [Recovered(("left filed",), 2, 2)]
    assert protection.hidden == {("left filed",), ("evicted",)}


def test_derived_figures_rest_on_counts() -> None:
    counts = {("part",): 20, ("whole",): 23, ("other",): 10}
    assert may_show([("part",), ("whole",)], {("other",)})
    assert not may_show([("part",), ("other",)], {("other",)})
    assert may_show_share(("other",), ("whole",), counts, frozenset())
    assert not may_show_share(("other",), ("whole",), counts, {("whole",)})
    assert not may_show_share(("part",), ("whole",), counts, frozenset())
    assert may_show_share(("part",), ("whole",), counts, frozenset(), largest_hidden=2)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), order=st.integers(0, 10**6), kept=st.integers(0, 3))
def test_the_answer_depends_on_no_order_and_keeps_what_was_hidden(seed: int, order: int, kept: int) -> None:
    world = random_publication(seed)
    protection = protect(world.counts, world.sums)
    chance = random.Random(order)
    keys, sums = list(world.counts), [*world.sums, *world.sums[:1]]
    chance.shuffle(keys)
    chance.shuffle(sums)
    shuffled = [Sum(each.total, tuple(chance.sample(each.parts, len(each.parts)))) for each in sums]
    assert protect({key: world.counts[key] for key in keys}, shuffled) == protection

    assert protect(world.counts, world.sums, already_hidden=protection.hidden) == protection
    before: set[Key] = {key for key in keys[:kept] if world.counts[key]}
    later = protect(world.counts, world.sums, already_hidden=before)
    assert before | protection.primary <= later.hidden
    assert recoverable(world.counts, later.hidden, world.sums) == []

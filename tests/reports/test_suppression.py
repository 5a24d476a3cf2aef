"""Counts of 1-4 are hidden, and cannot be worked out from what is shown."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest

from reports.suppression import without_small_counts
from reports.values import Part, Value, counted, total


def parts(*counts: int) -> tuple[Part, ...]:
    return tuple(Part.counted(str(number), f"Part {number}", count) for number, count in enumerate(counts))


def shown(value: Value) -> tuple[Any, list[Any]]:
    """The value and its parts as a reader gets them, None for hidden."""
    kept = without_small_counts(value)
    assert kept.is_hidden == (kept.value is None and value.value is not None)
    assert [part.is_hidden for part in kept.parts] == [part.value is None for part in kept.parts]
    return kept.value, [part.value for part in kept.parts]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0), (0, [0, 0])),
        ((5, 0, 12), (17, [5, 0, 12])),
        ((3, 0), (None, [None, 0])),
        ((1, 1, 1), (None, [None, None, None])),
        # One small part takes the smallest other with it, never one of nought.
        ((3, 0, 20, 7), (30, [None, 0, 20, None])),
        ((2, 3, 20), (25, [None, None, 20])),
        # Two that are together 4 or fewer would themselves be a small count.
        ((1, 3, 20, 9), (33, [None, None, 20, None])),
        # Six of 1 each could be told from their sum; so one more goes.
        ((1, 1, 1, 1, 1, 1, 30, 8), (44, [None] * 6 + [30, None])),
        # Where nothing is left to hide, the whole breakdown goes, parts of nought too.
        ((1, 1, 1, 1, 1, 0), (5, [])),
    ],
)
def test_small_parts_and_totals(counts: tuple[int, ...], expected: tuple[Any, list[Any]]) -> None:
    assert shown(total(parts(*counts))) == expected


def test_parts_that_overlap_hide_only_themselves() -> None:
    assert shown(counted(10, parts=parts(2, 9, 8), adds_up=False)) == (10, [None, 9, 8])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((20, 10, 5), (Decimal("57.1"), [20, 10, 5])),
        ((2, 10, 5), (None, [None, 10, None])),
        # The share would tell the remainder of 3.
        ((20, 3, 0), (None, [None, None, 0])),
        ((20, 3, 10), (Decimal("60.6"), [20, None, None])),
    ],
)
def test_a_share_goes_with_the_part_it_is_made_of(counts: tuple[int, ...], expected: tuple[Any, list[Any]]) -> None:
    share = round(Decimal(100 * counts[0]) / sum(counts), 1)
    assert shown(Value(share, counts[0], parts(*counts), headline="0")) == expected


def test_a_part_of_a_known_whole_is_hidden_when_the_rest_is_small() -> None:
    averted = Value(18, 18, parts(18, 30), wholes=(20,), headline="0")
    kept = without_small_counts(averted)

    assert (kept.value, kept.is_hidden, kept.parts, kept.are_parts_hidden) == (None, True, (), True)
    assert shown(Value(18, 18, parts(18, 30), wholes=(18, 60), headline="0")) == (18, [18, 30])


def test_a_median_of_few_is_hidden() -> None:
    assert without_small_counts(Value(Decimal("2.5"), 4)) == Value(None, 4, is_hidden=True)
    assert without_small_counts(Value(Decimal("2.5"), 5)).value == Decimal("2.5")


def test_a_rate_is_hidden_with_the_count_it_rests_on() -> None:
    rows = (Part("a", "A", Decimal("2.5"), 2), Part("b", "B", Decimal("1.5"), 9), Part("c", "C", Decimal("0.7"), 6))
    assert shown(Value(Decimal("1.2"), 17, rows)) == (Decimal("1.2"), [None, Decimal("1.5"), None])


def test_no_small_count_can_be_worked_out_of_any_little_table() -> None:
    """For every table of up to four parts: several fillings give what is shown, for each hidden part."""
    for counts in itertools.product(range(8), repeat=4):
        kept = without_small_counts(total(parts(*counts)))
        if kept.is_hidden or kept.are_parts_hidden:
            continue
        hidden = [part.count for part in kept.parts if part.is_hidden]
        assert len(hidden) != 1
        assert not any(1 <= part.value <= 4 for part in kept.parts if isinstance(part.value, int))
        if hidden:
            # Each hidden part is at least 1; with more than that to share out, every one could be larger or smaller.
            assert sum(hidden) > max(len(hidden), 4)

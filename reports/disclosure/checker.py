"""Whether a hidden count can be worked out from what is shown, however the hidden ones were chosen.

The outsider's problem is linear: each sum over shown and hidden counts is an equation, each hidden count an
unknown from 1 upwards (noughts are shown) or, never shown, from 0. For each unknown the lowest and the highest
possible value are found; this is the audit described by Fischetti and Salazar-González ("Solving the cell
suppression problem on tabular data with linear constraints", 2001) and by Hundepool et al. ("Statistical
Disclosure Control", 2012, chapter 4).

A count is safe when that range is at least as wide as the largest hidden count, and reaches above it. The range
starts at 1 or more, so with 1-4 hidden it is 1-5 or wider: nobody can tell a safe count to within what the sign
"1-4" would have told, nor that it is small at all. The literature calls these a sliding and an upper
protection level. They are asked of every hidden count alike, since nobody is told which are small ones; they
hold only if one sign stands for all of them, and only if noughts are never behind it.

Counts are whole numbers, so the ends are those that whole numbers reach, which can lie inside those of fractions.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Mapping
from typing import Generic

from .narrowing import Range, follow_by_subtraction, narrowed
from .outsider import Puzzle, least, puzzles, without
from .solving import FAR, Program, as_whole
from .sums import LARGEST_HIDDEN, K, Sum, check_counts, in_order


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Recovered(Generic[K]):
    """A hidden count that an outsider knows too well: it lies between these two, both possible."""

    key: K
    lowest: int
    highest: int


def recoverable(
    counts: Mapping[K, int],
    hidden: Collection[K],
    sums: Iterable[Sum[K]],
    *,
    largest_hidden: int = LARGEST_HIDDEN,
    never_shown: Collection[K] = frozenset(),
) -> list[Recovered[K]]:
    """The hidden counts that can be worked out, or told too closely, from all others; of those never shown the small.

    Raises SumDoesNotHold when the counts contradict the sums.
    """
    check_counts(counts, sums := in_order(sums))
    return Outsider(counts, largest_hidden).recover(frozenset(hidden), sums, frozenset(never_shown))


def is_safe(found: Range, largest_hidden: int) -> bool:
    """Whether a count of which only this range is known is hidden well enough."""
    lowest, highest = found
    return highest - lowest >= max(largest_hidden, 1) and highest > largest_hidden


class Outsider(Generic[K]):
    """Tries to work out hidden counts, and remembers what was seen to be possible while more and more are hidden.

    Hiding a count takes nothing away from what is possible, so whatever was possible once stays so.
    """

    def __init__(self, counts: Mapping[K, int], largest_hidden: int) -> None:
        self.counts = counts
        self.largest_hidden = largest_hidden
        self._possible: dict[K, Range] = {}

    def is_unsure_of(self, key: K) -> bool:
        """Whether enough different values of a count are known to be possible."""
        return is_safe(self._range(key), self.largest_hidden)

    def saw(self, possible: Mapping[K, int]) -> None:
        """Take in one way in which all the hidden counts could be."""
        for key, value in possible.items():
            lowest, highest = self._range(key)
            self._possible[key] = min(lowest, value), max(highest, value)

    def recover(
        self, hidden: Collection[K], sums: Iterable[Sum[K]], never_shown: Collection[K], *, exactly: bool = True
    ) -> list[Recovered[K]]:
        """What can be worked out of those to be protected: the hidden, and the small among the never shown.

        Unless `exactly`, also what may or may not be worked out, between the values seen to be possible.
        """
        lowest = least(self.counts, hidden, never_shown)
        small = {key for key in never_shown if 1 <= self.counts[key] <= self.largest_hidden}
        protected = small.union(hidden)
        ranges: dict[K, Range] = {}
        for puzzle in puzzles(self.counts, lowest, sums):
            wanted = {key for key in puzzle.unknowns if key in protected and not self.is_unsure_of(key)}
            if wanted:
                ranges |= self._ranges(puzzle, wanted, lowest, exactly=exactly)
        return [
            Recovered(key, int(ranges[key][0]), int(ranges[key][1]))
            for key in sorted(ranges)
            if not is_safe(ranges[key], self.largest_hidden)
        ]

    def _ranges(
        self, puzzle: Puzzle[K], wanted: Collection[K], lowest: Mapping[K, int], *, exactly: bool
    ) -> dict[K, Range]:
        """The range of each wanted unknown: by pencil where that is exact, else by programs."""
        known = follow_by_subtraction(puzzle)
        ranges: dict[K, Range] = {key: (known[key], known[key]) for key in wanted if key in known}
        for rest in without(puzzle, known) if known else [puzzle]:
            left = [key for key in rest.unknowns if key in wanted]
            if not left:
                continue
            outer = narrowed(rest, lowest)
            if rest.is_tree:
                ranges |= {key: outer[key] for key in left}
            else:
                ranges |= self._ranges_by_program(rest, left, lowest, outer, exactly=exactly)
        return ranges

    def _ranges_by_program(
        self, puzzle: Puzzle[K], wanted: list[K], lowest: Mapping[K, int], outer: Mapping[K, Range], *, exactly: bool
    ) -> dict[K, Range]:
        """The range of each wanted unknown, or one inside it that is wide enough."""
        program = Program(
            {key: (lowest[key], self.counts[key] + FAR) for key in puzzle.unknowns},
            [(each.signs, each.result) for each in puzzle.equations],
        )
        self._look_around(program, [key for key in wanted if is_safe(outer[key], self.largest_hidden)])
        ranges = {}
        for key in wanted:
            if exactly and not self.is_unsure_of(key):
                ranges[key] = self._ends(program, key, outer[key])
            else:
                ranges[key] = self._range(key)
        return ranges

    def _look_around(self, program: Program[K], wanted: Collection[K]) -> None:
        """Send the wanted unknowns somewhere else together, again and again while that shows some to be safe."""
        left = list(wanted)
        vain = 0
        for turn in itertools.count():
            if not left or vain > 1:
                return
            mixed = turn // 2 + 3
            sign = (-1) ** turn
            costs = {key: sign * ((number * (number + 1) * mixed + 7) % 97 - 48) for number, key in enumerate(left)}
            values = program.least_costly(costs)
            whole = values and as_whole(values)
            if whole:
                self.saw(whole)
            before, left = len(left), [key for key in left if not self.is_unsure_of(key)]
            vain = vain + 1 if len(left) == before else 0

    def _ends(self, program: Program[K], key: K, outer: Range) -> Range:
        """The exact range of an unknown, or one inside it that is wide enough."""
        for end, direction in ((1, -1), (0, 1)):
            if self._range(key)[end] != outer[end] and not self.is_unsure_of(key):
                self._furthest(program, key, direction)
        return self._range(key)

    def _furthest(self, program: Program[K], key: K, direction: int) -> None:
        """See the lowest (direction 1) or highest (-1) whole number that is possible."""
        for is_whole in (False, True):
            values = program.least_costly({key: direction}, whole=is_whole)
            whole = values and as_whole(values)
            if whole:
                self.saw(whole)
                return
        raise ArithmeticError(f"No whole numbers were found for {key}")

    def _range(self, key: K) -> Range:
        count = self.counts[key]
        return self._possible.get(key, (count, count))

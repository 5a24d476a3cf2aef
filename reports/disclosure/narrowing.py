"""Between what an unknown lies, worked out with a pencil, equation by equation."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from math import inf
from typing import TypeAlias

from .outsider import Equation, Puzzle
from .sums import K

#: The lowest and the highest value possible; whole numbers, or without end.
Range: TypeAlias = tuple[float, float]
#: How often the equations of a puzzle with cycles are gone through.
ROUNDS = 4


def follow_by_subtraction(puzzle: Puzzle[K]) -> dict[K, int]:
    """The unknowns that stand alone in an equation, and those that then do."""
    known: dict[K, int] = {}
    standing: dict[K, list[Equation[K]]] = {}
    for each in puzzle.equations:
        for key in each.signs:
            standing.setdefault(key, []).append(each)
    waiting = deque(puzzle.equations)
    while waiting:
        each = waiting.popleft()
        open_keys = [key for key in each.signs if key not in known]
        if len(open_keys) == 1:
            (key,) = open_keys
            told = sum(sign * known[other] for other, sign in each.signs.items() if other != key)
            known[key] = each.signs[key] * (each.result - told)
            waiting.extend(standing[key])
    return known


def narrowed(puzzle: Puzzle[K], least: Mapping[K, int]) -> dict[K, Range]:
    """A range for every unknown outside which it cannot be; of a puzzle without cycles, the exact one.

    Each equation narrows its unknowns by what the others can be, until nothing changes. Without cycles that
    is exact, for whole numbers too: whatever an unknown may be by one equation, the rest of the tree can follow.
    With cycles it is a beginning, and stops after a few rounds.
    """
    ranges: dict[K, Range] = {key: (least[key], inf) for key in puzzle.unknowns}
    rounds = 0
    while (puzzle.is_tree or rounds < ROUNDS) and sum(_narrow(each, ranges) for each in puzzle.equations):
        rounds += 1
    return ranges


def _narrow(equation: Equation[K], ranges: dict[K, Range]) -> bool:
    """Narrow each unknown by the others; whether any was."""
    is_changed = False
    for key, sign in equation.signs.items():
        others = [(other, of) for other, of in equation.signs.items() if other != key]
        low = sum(ranges[other][0] if of > 0 else -ranges[other][1] for other, of in others)
        high = sum(ranges[other][1] if of > 0 else -ranges[other][0] for other, of in others)
        found = (equation.result - high, equation.result - low)
        lowest, highest = found if sign > 0 else (-found[1], -found[0])
        narrowed = max(ranges[key][0], lowest), min(ranges[key][1], highest)
        is_changed |= narrowed != ranges[key]
        ranges[key] = narrowed
    return is_changed

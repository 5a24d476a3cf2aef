"""What an outsider has: the hidden counts as unknowns, and the equations the shown ones leave for them."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Generic

from .sums import K, Sum


@dataclasses.dataclass(frozen=True, slots=True)
class Equation(Generic[K]):
    """Unknowns with their signs, which together are a known number."""

    signs: Mapping[K, int]
    result: int


@dataclasses.dataclass(frozen=True, slots=True)
class Puzzle(Generic[K]):
    """Unknowns that hang together; those of another puzzle tell nothing about them."""

    unknowns: tuple[K, ...]
    equations: tuple[Equation[K], ...]

    @property
    def is_tree(self) -> bool:
        """Whether no chain of equations leads back to where it began."""
        return sum(len(each.signs) for each in self.equations) < len(self.unknowns) + len(self.equations)


def least(counts: Mapping[K, int], hidden: Collection[K], never_shown: Collection[K]) -> dict[K, int]:
    """The least each unknown can be.

    Noughts are shown, so whoever sees the sign for a hidden count knows that it is at least 1; only where a
    nought was hidden after all is that no longer certain. Of a count never shown nothing is known.
    """
    sure = 1 if all(counts[key] for key in hidden) else 0
    return {**dict.fromkeys(hidden, sure), **dict.fromkeys(never_shown, 0)}


def puzzles(counts: Mapping[K, int], unknowns: Collection[K], sums: Iterable[Sum[K]]) -> list[Puzzle[K]]:
    """The puzzles the shown counts leave, each of them by itself; unknowns in no sum are in none."""
    equations = [_equation(counts, unknowns, each) for each in sums]
    return _apart([each for each in equations if each.signs])


def without(puzzle: Puzzle[K], known: Mapping[K, int]) -> list[Puzzle[K]]:
    """What is left of a puzzle when some of its unknowns have been worked out."""
    left = []
    for each in puzzle.equations:
        signs = {key: sign for key, sign in each.signs.items() if key not in known}
        told = sum(sign * known[key] for key, sign in each.signs.items() if key in known)
        left.append(Equation(signs, each.result - told))
    return _apart([each for each in left if each.signs])


def _equation(counts: Mapping[K, int], unknowns: Collection[K], each: Sum[K]) -> Equation[K]:
    signs = {key: sign for key, sign in each.signs.items() if key in unknowns}
    shown = sum(sign * counts[key] for key, sign in each.signs.items() if key not in unknowns)
    return Equation(signs, -shown)


def _apart(equations: Sequence[Equation[K]]) -> list[Puzzle[K]]:
    """The equations by which unknowns they have to do with, directly or through others."""
    leader: dict[K, K] = {}

    def first(key: K) -> K:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for each in equations:
        start, *others = each.signs
        for key in others:
            leader[first(key)] = first(start)
    together: defaultdict[K, list[Equation[K]]] = defaultdict(list)
    for each in equations:
        together[first(next(iter(each.signs)))].append(each)
    return [
        Puzzle(tuple(sorted({key for one in group for key in one.signs})), tuple(group)) for group in together.values()
    ]

"""Random small publications, and every way in which their hidden counts could be."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.disclosure.sums import Sum

MARGIN = "*"
#: A measure and a category in each dimension; the margin stands for all of them.
Key = tuple[str, ...]


@dataclass(frozen=True)
class Publication:
    """Counts, and which of them are others taken together."""

    counts: dict[Key, int]
    sums: list[Sum[Key]]

    def with_sums(self, *sums: Sum[Key]) -> Publication:
        return Publication(self.counts, [*self.sums, *sums])

    def __or__(self, other: Publication) -> Publication:
        return Publication(self.counts | other.counts, [*self.sums, *other.sums])


def table(measure: str, cells: Mapping[Key, int]) -> Publication:
    """A table with all its margins."""
    dimensions = [sorted(set(categories)) for categories in zip(*cells, strict=True)]
    counts = dict.fromkeys(itertools.product([measure], *([*each, MARGIN] for each in dimensions)), 0)
    for cell, count in cells.items():
        for place in itertools.product(*((category, MARGIN) for category in cell)):
            counts[measure, *place] += count
    sums = [
        Sum(key, tuple((*key[: at + 1], category, *key[at + 2 :]) for category in categories))
        for key in counts
        for at, categories in enumerate(dimensions)
        if key[at + 1] == MARGIN
    ]
    return Publication(counts, sums)


def random_publication(seed: int, *, size: int = 3) -> Publication:
    """A table of one to three dimensions; often with a second one of the same cases by something else."""
    chance = random.Random(seed)
    depth = chance.choice([1, 1, 2, 2, 2, 3])
    widths = [chance.randint(2, size if depth < 3 else 2) for _ in range(depth)]
    mean = chance.choice([3, 6, 15])
    places = list(itertools.product(*("abcdefgh"[:width] for width in widths)))
    cells = {place: 0 if chance.random() < 0.15 else int(chance.expovariate(1 / mean)) for place in places}
    first = table("first", cells)
    if chance.random() < 0.6:
        return first
    by_first: Counter[str] = Counter()
    for place, count in cells.items():
        by_first[place[0]] += count
    second: dict[Key, int] = {}
    for category, total in by_first.items():
        second[category, "x"] = chance.randint(0, total)
        second[category, "y"] = total - second[category, "x"]
    same = [
        Sum(("second", category, MARGIN), (("first", category, *[MARGIN] * (depth - 1)),))
        for category in [*by_first, MARGIN]
    ]
    return (first | table("second", second)).with_sums(*same)


def every_way(
    counts: Mapping[Key, int], hidden: Sequence[Key], sums: Sequence[Sum[Key]], *, up_to: int
) -> Iterator[dict[Key, int]]:
    """All whole numbers from 1 that the hidden counts could be, tried one by one."""
    if not hidden:
        yield {}
        return
    *others, key = hidden
    here = [each for each in sums if key in each.keys]
    elsewhere = [each for each in sums if key not in each.keys]
    for way in every_way(counts, others, elsewhere, up_to=up_to):
        for value in range(1, up_to + 1):
            tried = {**counts, **way, key: value}
            if all(tried[each.total] == sum(tried[part] for part in each.parts) for each in here):
                yield {**way, key: value}

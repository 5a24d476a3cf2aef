"""Who should get which of the cases nobody has: a suggestion for the team leader, who decides."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping


def suggest(cases: Iterable[int], open_cases: Mapping[int, int]) -> dict[int, int]:
    """Each case, in the order given, to whoever has fewest open cases by then.

    `open_cases` counts the open cases of each person who is there; without people nothing is suggested.
    """
    waiting = [(count, person) for person, count in open_cases.items()]
    heapq.heapify(waiting)
    suggested: dict[int, int] = {}
    for case in cases:
        if not waiting:
            break
        count, person = waiting[0]
        suggested[case] = person
        heapq.heapreplace(waiting, (count + 1, person))
    return suggested

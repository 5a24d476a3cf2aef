"""Linear programs over counts, solved by HiGHS; its library is loaded when the first one comes."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

#: The lowest and the highest value allowed.
Span: TypeAlias = tuple[float, float]
V = TypeVar("V", bound=Hashable)

#: Further than this from its true value no count need be followed; it keeps every answer finite.
FAR = 10_000
#: What the solver calls whole may be off by this.
NEARLY = 1e-5


@dataclasses.dataclass(frozen=True, slots=True)
class Program(Generic[V]):
    """Variables with their bounds, and the equations they obey: signs by variable, and the result."""

    bounds: Mapping[V, Span]
    equations: Sequence[tuple[Mapping[V, int], int]]

    def least_costly(self, costs: Mapping[V, float], *, whole: bool = False) -> dict[V, float] | None:
        """Values at the least cost, whole numbers if asked; None where the equations have no solution."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csc_array

        place = {key: number for number, key in enumerate(self.bounds)}
        entries = [
            (row, place[key], sign) for row, (signs, _) in enumerate(self.equations) for key, sign in signs.items()
        ]
        rows, columns, signs = zip(*entries, strict=True)
        results = [result for _, result in self.equations]
        matrix = csc_array((signs, (rows, columns)), shape=(len(results), len(place)))
        lows, highs = zip(*self.bounds.values(), strict=True)
        answer = milp(
            [costs.get(key, 0) for key in place],
            constraints=LinearConstraint(matrix, results, results),
            bounds=Bounds(lows, highs),
            integrality=int(whole),
        )
        if answer.x is None:
            return None
        return dict(zip(place, answer.x.tolist(), strict=True))


def as_whole(values: Mapping[V, float]) -> dict[V, int] | None:
    """The values as whole numbers, None when one of them is not."""
    rounded = {key: round(value) for key, value in values.items()}
    return rounded if all(abs(value - rounded[key]) < NEARLY for key, value in values.items()) else None

"""Compares the total lines of a list with the sum of its lines."""

from decimal import Decimal

from housing.enums import Severity

from .folding import fold
from .headings import Columns
from .layouts import Layout
from .rows import Problem, shown
from .values import AMOUNT_READERS, kroner

_NOTHING = Decimal(0)


class Totals:
    """The sums so far. A total may count every line or every tenancy once, from the top or since the last total.

    `once` sums the first line of each tenancy, `repeated` the further ones, as far as they are legible.
    """

    def __init__(self, layout: Layout, columns: Columns) -> None:
        self.are_passed = False
        self.problems: list[Problem] = []
        self._heading = columns.heading("amount")
        self._words = tuple(fold(word) for word in layout.totals)
        self._read_amount = AMOUNT_READERS[layout.decimal]
        self.once = self.repeated = self._once_before = self._repeated_before = _NOTHING

    def is_label(self, text: str) -> bool:
        """Whether a line that begins with this text is a total: "I alt", "Total afd. 51"."""
        folded = fold(text)
        return any(
            folded == word or (folded.startswith(word) and not folded[len(word)].isalpha()) for word in self._words
        )

    def check(self, line: int, text: str) -> None:
        """Compares a total with the lines above it; an empty one says nothing."""
        self.are_passed = True
        total = self._read_amount(text)
        if total is None:
            if text:
                self._warn(line, "total_not_a_number", text)
        elif total not in self._sums():
            self._warn(line, "total_mismatch", f"{kroner(total)} ≠ {kroner(self.once)}")
        self._once_before, self._repeated_before = self.once, self.repeated

    def _sums(self) -> tuple[Decimal, ...]:
        once, repeated = self.once - self._once_before, self.repeated - self._repeated_before
        return (self.once, self.once + self.repeated, once, once + repeated)

    def _warn(self, line: int, code: str, value: str) -> None:
        self.problems.append(Problem(line, self._heading, Severity.WARNING.value, code, shown(value)))

"""What makes a counting function a figure: its place in the report, its name, its unit and its definition."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Value

Counting = Callable[[Counts], Value]


@dataclasses.dataclass(frozen=True, slots=True)
class Basis:
    """What several figures of one kind of record have in common: its year, its source, how the number is made."""

    time: TimeBase
    origin: Origin
    formula: Formula = Formula.COUNT

    def by(self, formula: Formula) -> Basis:
        """The same records, reckoned otherwise."""
        return dataclasses.replace(self, formula=formula)


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report; the docstring of the function that counts it is the definition printed with it.

    `version` rises when the definition changes; `limits` says what a reader must not conclude.
    """

    count: Counting
    section: Section
    label: Promise
    unit: Unit
    part_unit: Unit
    basis: Basis
    parts_by: Promise | None
    limits: Promise | None
    is_ranked: bool
    repeats_total: bool
    version: int

    @property
    def code(self) -> str:
        """The function's name."""
        return self.count.__name__

    @property
    def docstring(self) -> str:
        """The definition as it stands in the code, in one line; also the key of its translation."""
        return one_line(inspect.getdoc(self.count) or "")

    @property
    def definition(self) -> str:
        """What exactly is counted, in the reader's language."""
        return gettext(self.docstring)

    @property
    def fingerprint(self) -> str:
        """Twelve signs that change with the words of the definition, so that a change without a new version shows."""
        said = "\n".join([self.docstring, self.basis.time, self.basis.origin, self.basis.formula, str(self.version)])
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def figure(
    section: Section,
    label: Promise,
    unit: Unit,
    basis: Basis,
    *,
    parts_by: Promise | None = None,
    part_unit: Unit | None = None,
    limits: Promise | None = None,
    is_ranked: bool = False,
    repeats_total: bool = False,
    version: int = 1,
) -> Callable[[Counting], Figure]:
    """Make a function of the sums a figure.

    `parts_by` names what it is broken down by; `is_ranked` shows the largest part first;
    `repeats_total` marks a figure whose own value is that of another, so that its parts are what it tells.
    """

    def decorate(count: Counting) -> Figure:
        return Figure(
            count, section, label, unit, part_unit or unit, basis, parts_by, limits, is_ranked, repeats_total, version
        )

    return decorate


def one_line(text: str) -> str:
    """A paragraph without its line breaks."""
    return " ".join(text.split())

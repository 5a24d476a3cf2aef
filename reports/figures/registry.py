"""What makes a counting function a figure: its place in the report, its name, its unit and its definition."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext

from ..enums import Section, Unit
from ..reach import Reach
from .values import Value

Counting = Callable[[Reach, int], Value]


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report; the docstring of the function that counts it is the definition printed with it."""

    count: Counting
    section: Section
    label: Promise
    unit: Unit
    part_unit: Unit
    parts_by: Promise | None
    is_ranked: bool
    repeats_total: bool

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


def figure(
    section: Section,
    label: Promise,
    unit: Unit,
    *,
    parts_by: Promise | None = None,
    part_unit: Unit | None = None,
    is_ranked: bool = False,
    repeats_total: bool = False,
) -> Callable[[Counting], Figure]:
    """Make a function of reach and year a figure.

    `parts_by` names what it is broken down by; `is_ranked` shows the largest part first;
    `repeats_total` marks a figure whose own value is that of another, so that its parts are what it tells.
    """

    def decorate(count: Counting) -> Figure:
        return Figure(count, section, label, unit, part_unit or unit, parts_by, is_ranked, repeats_total)

    return decorate


def one_line(text: str) -> str:
    """A paragraph without its line breaks."""
    return " ".join(text.split())

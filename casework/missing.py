"""What the yearly statistics need to know of a case and do not know yet, each with the figure it serves."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from housing.enums import ChildrenKnown

from .enums import Cause, Stage, StatisticsFact
from .stages import STAGE_ORDER

Fact = StatisticsFact

#: The figure of the yearly report that each fact serves.
SERVES: dict[Fact, str | Promise] = {
    Fact.HOUSEHOLD: _("cases and evictions by household type"),
    Fact.CHILDREN: _("evictions of households with children"),
    Fact.CHILD_COUNT: _("children affected by evictions"),
    Fact.BACKGROUND: _("why it came to this"),
    Fact.GROUND: _("cases and evictions by ground"),
    Fact.DISTRICT: _("evictions by district"),
    Fact.NOTICE: _("notices received, and time from notice to contact"),
    Fact.CONTACT: _("share contacted within 7 days"),
    Fact.COURT_RESULT: _("how courses ended in court"),
}
#: What can be filled in on one form; the others are recorded where they happened.
FILLED_IN = (Fact.HOUSEHOLD, Fact.CHILDREN, Fact.CHILD_COUNT, Fact.BACKGROUND, Fact.GROUND, Fact.DISTRICT)
#: What nobody can say is unknown: it is either done or not.
ALWAYS_KNOWN = frozenset({Fact.CONTACT})


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case, as far as the statistics ask.

    `has_districts` is true where the municipality has districts; `unknown` holds the facts answered with
    "unknown to us".
    """

    household_type: str
    has_children: str
    children: int | None
    has_background: bool
    lacks_ground: bool
    has_districts: bool
    district: str
    cause: str
    stage: str
    is_noticed: bool
    contact_count: int
    lacks_court_result: bool
    unknown: Collection[str] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Missing:
    """One fact that is missing, and the figure it serves."""

    fact: StatisticsFact
    serves: str | Promise

    @property
    def label(self) -> str | Promise:
        return self.fact.label

    @property
    def can_be_unknown(self) -> bool:
        return self.fact not in ALWAYS_KNOWN


def missing(known: Known) -> list[Missing]:
    """The facts the statistics still lack, in the order in which the report reads."""
    lacks = {
        Fact.HOUSEHOLD: known.household_type in {"", "unknown"},
        Fact.CHILDREN: known.has_children == ChildrenKnown.UNKNOWN,
        Fact.CHILD_COUNT: known.has_children == ChildrenKnown.YES and not known.children,
        Fact.BACKGROUND: not known.has_background,
        Fact.GROUND: known.lacks_ground,
        Fact.DISTRICT: known.has_districts and not known.district,
        Fact.NOTICE: _is_filed(known) and not known.is_noticed,
        Fact.CONTACT: known.contact_count == 0,
        Fact.COURT_RESULT: known.lacks_court_result,
    }
    return [Missing(fact, SERVES[fact]) for fact in Fact if lacks[fact] and fact not in known.unknown]


def _is_filed(known: Known) -> bool:
    """Only arrears owe the municipality a notice when the court is asked (almenlejeloven § 92(2))."""
    return (
        known.cause == Cause.ARREARS
        and known.stage != Stage.ENDED
        and STAGE_ORDER[known.stage] >= STAGE_ORDER[Stage.FILED]
    )

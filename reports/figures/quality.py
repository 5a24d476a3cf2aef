"""What is missing in the records, and by whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.enums import StatisticsFact

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, percentage
from .breakdowns import by_choice
from .registry import Basis, figure

RECORDS = Basis(TimeBase.COHORT, Origin.CASES)


@figure(
    Section.QUALITY, _("Cases with all facts"), Unit.PERCENT, RECORDS.by(Formula.SHARE),
    parts_by=_("Cases"), part_unit=Unit.CASES,
)  # fmt: skip
def cases_complete(counts: Counts) -> Value:
    """Share of the cases opened in the year that lack none of the facts the statistics ask for. A fact known to be
    unknown is not missing."""
    complete, cases = counts.total("cases_complete"), counts.total("cases")
    parts = (
        Part.counted("complete", _("Complete"), complete),
        Part.counted("incomplete", _("Something is missing"), cases - complete),
    )
    return Value(percentage(complete, cases), complete, parts, headline="complete")


@figure(Section.QUALITY, _("Missing facts"), Unit.FACTS, RECORDS, parts_by=_("What is missing"), is_ranked=True)
def missing_facts(counts: Counts) -> Value:
    """Facts missing on the cases opened in the year, by fact. A case may lack several."""
    parts = tuple(part for part in by_choice(counts.by("missing_facts", "fact"), StatisticsFact) if part.count)
    return Value(counts.total("missing_facts"), counts.total("missing_facts"), parts)


@figure(
    Section.QUALITY, _("Missing facts by unit"), Unit.FACTS, RECORDS,
    parts_by=_("Whose case it is"), is_ranked=True, repeats_total=True,
)  # fmt: skip
def missing_by_unit(counts: Counts) -> Value:
    """Facts missing on the cases opened in the year, by the unit that has the case today."""
    found = {unit: sum(facts.values()) for unit, facts in counts.pairs("missing_facts", "by_unit").items()}
    parts = tuple(Part.counted(unit, counts.names.organisation(unit), count) for unit, count in sorted(found.items()))
    return Value(counts.total("missing_facts"), counts.total("missing_facts"), parts)

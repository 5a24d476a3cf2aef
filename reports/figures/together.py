"""Working together: requests and how soon they were answered, holds, handovers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casework.enums_requests import AnswerOutcome, RequestKind
from casework.enums_sharing import HandoverDirection, HandoverStatus

from ..counts import Counts, Days
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, total
from .breakdowns import HALF, by_choice, merged
from .registry import Basis, figure

SENT = Basis(TimeBase.EVENT, Origin.REQUESTS)
HANDED = Basis(TimeBase.EVENT, Origin.HANDOVERS)


@figure(Section.TOGETHER, _("Requests to other organisations"), Unit.REQUESTS, SENT, parts_by=_("What was asked"))
def requests_sent(counts: Counts) -> Value:
    """Requests sent in the year to another organisation on a case: the employment administration, another unit, the
    association or an adviser. Those withdrawn before an answer are left out."""
    return total(by_choice(counts.by("requests", "kind"), RequestKind))


@figure(
    Section.TOGETHER, _("Median days to an answer"), Unit.DAYS, SENT.by(Formula.MEDIAN), parts_by=_("What was asked")
)
def days_to_answer(counts: Counts) -> Value:
    """Median number of calendar days from sending a request to its first answer, among the requests sent in the year
    that have been answered. Those without an answer stand among the requests sent."""
    pairs = counts.pairs("days_to_answer", "kind_days")
    return _median(pairs, {code: str(label) for code, label in RequestKind.choices if code in pairs})


@figure(
    Section.TOGETHER, _("Median days to an answer, by who was asked"), Unit.DAYS, SENT.by(Formula.MEDIAN),
    parts_by=_("Who was asked"), repeats_total=True,
)  # fmt: skip
def days_to_answer_by_receiver(counts: Counts) -> Value:
    """Median number of calendar days from sending a request to its first answer, by the organisation that was asked,
    among the requests sent in the year that have been answered."""
    pairs = counts.pairs("days_to_answer", "receiver_days")
    named = sorted((counts.names.organisation(code), code) for code in pairs)
    return _median(pairs, {code: name for name, code in named})


@figure(Section.TOGETHER, _("Holds asked for"), Unit.REQUESTS, SENT, parts_by=_("What the association answered"))
def holds_asked(counts: Counts) -> Value:
    """Requests to an association to hold an eviction, sent in the year and not withdrawn, by its answer."""
    found = counts.by("holds", "outcome")
    names = {**dict(AnswerOutcome.choices), "not_answered": _("No answer yet")}
    return total(tuple(Part.counted(code, names.get(code, code), found[code]) for code in sorted(found)))


@figure(Section.TOGETHER, _("Handovers"), Unit.HANDOVERS, HANDED, parts_by=_("From whom to whom"))
def handovers(counts: Counts) -> Value:
    """Handovers of information sent in the year between the municipality, the associations and their advisers."""
    return total(by_choice(counts.by("handovers", "direction"), HandoverDirection))


@figure(
    Section.TOGETHER, _("Handovers by answer"), Unit.HANDOVERS, HANDED,
    parts_by=pgettext_lazy("handover", "Answer"), repeats_total=True,
)  # fmt: skip
def handover_answers(counts: Counts) -> Value:
    """Handovers sent in the year by how far they have come until today."""
    found: dict[str, int] = {}
    for statuses in counts.pairs("handovers", "direction_status").values():
        for status, count in statuses.items():
            found[status] = found.get(status, 0) + count
    return total(by_choice(found, HandoverStatus))


def _median(pairs: dict[str, dict[str, int]], names: dict[str, str]) -> Value:
    """The median of all, and of each kind in the order of the names given."""
    days = {code: Days({int(day): count for day, count in pairs[code].items()}) for code in names}
    parts = tuple(Part(code, name, days[code].quantile(HALF), days[code].total) for code, name in names.items())
    everything = merged(pairs)
    return Value(everything.quantile(HALF), everything.total, parts, adds_up=False)

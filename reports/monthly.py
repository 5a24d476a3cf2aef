"""The figures until the end of a month as a mail says them: since New Year, beside the same days of the year before."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording
from casework.enums import OpenedBy
from casework.legal_calendar import is_working_day, next_working_day

from .counts import Days
from .enums import Reader, Unit
from .figures.breakdowns import in_time, median
from .models import CaseFact, EvictionFact
from .permissions import may_read
from .reach import Reach
from .suppression import without_small_counts
from .values import Value, counted
from .wording import said_or_hidden

#: Whom the associations make known.
MADE_KNOWN = (OpenedBy.AGREEMENT, OpenedBy.SECTION_92_2)


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """The days from New Year until the end of a month."""

    first: dt.date
    last: dt.date

    @property
    def year_before(self) -> Span:
        """The same days a year earlier; the end of February is the end of February."""
        following = self.last + dt.timedelta(days=1)
        last = following.replace(year=following.year - 1) - dt.timedelta(days=1)
        return Span(self.first.replace(year=self.first.year - 1), last)


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One figure of the mail: the code by which it is read, its words, its unit, and how it is counted."""

    code: str
    label: Promise
    unit: Unit
    count: Callable[[Reach, Span], Value]


def span_before(day: dt.date) -> Span:
    """From New Year until the end of the month before a day."""
    last = day.replace(day=1) - dt.timedelta(days=1)
    return Span(last.replace(month=1, day=1), last)


def first_working_day(day: dt.date) -> dt.date:
    """The first working day of the month of a day."""
    first = day.replace(day=1)
    return first if is_working_day(first) else next_working_day(first)


def subject(reach: Reach, span: Span) -> str:
    """Of whom, and until when."""
    facts = {"whose": reach.name, "month": MONTHS[span.last.month], "year": span.last.year}
    return _("Fasthold: figures of %(whose)s until %(month)s %(year)s") % facts


def text(reach: Reach, span: Span, *, reader: Reader) -> str:
    """The mail: a line per figure the reader may read, small counts hidden, and where all of it is found."""
    before = span.year_before
    lines = [
        f"{line.label}: {_said(line, reach, span)} ({_said(line, reach, before)})"
        for line in LINES
        if may_read(reader, line.code)
    ]
    return "\n\n".join(
        [
            _("%(whose)s from %(first)s to %(last)s, in brackets the same days of %(before)s:")
            % {
                "whose": reach.name,
                "first": wording.day(span.first),
                "last": wording.day(span.last),
                "before": before.last.year,
            },
            "\n".join(lines),
            _("Counts of 1–4, and those from which they could be worked out, are hidden."),
            _("All figures with their definitions:") + f"\n{_address('reports:year')}?year={span.last.year}",
            _("You get this mail because you chose it. Turn it off in your settings:")
            + f"\n{_address('accounts:profile')}",
        ]
    )


def _address(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name)}"


def _said(line: Line, reach: Reach, span: Span) -> str:
    return said_or_hidden(without_small_counts(line.count(reach, span)), line.unit)


def _evictions(reach: Reach, span: Span) -> Value:
    return counted(EvictionFact.objects.filter(_of(reach), occurred_on__range=(span.first, span.last)).count())


def _cases(reach: Reach, span: Span) -> Value:
    return counted(CaseFact.objects.filter(_of(reach), opened_on__range=(span.first, span.last)).count())


def _reached(reach: Reach, span: Span) -> Value:
    days = _days("days_to_reach", _of(reach), span)
    return in_time(Days({day: count for day, count in days.items() if day is not None}), sum(days.values()))


def _taken_up(reach: Reach, span: Span) -> Value:
    days = _days("days_to_taken_up", _of(reach) & Q(opened_by__in=MADE_KNOWN), span)
    return median(Days({day: count for day, count in days.items() if day is not None}))


def _days(column: str, rows: Q, span: Span) -> Counter[int | None]:
    """How many cases opened in a span waited how many days, None for those still waiting."""
    facts = CaseFact.objects.filter(rows, opened_on__range=(span.first, span.last)).order_by()
    return Counter(dict(facts.values_list(column).annotate(count=Count("pk"))))


def _of(reach: Reach) -> Q:
    """Whose facts belong to a municipality or to associations."""
    own = Q() if reach.municipality_id is None else Q(municipality_id=reach.municipality_id)
    return own if reach.association_ids is None else own & Q(association_id__in=reach.association_ids)


LINES = (
    Line("evictions", gettext_lazy("Evictions"), Unit.EVICTIONS, _evictions),
    Line("cases_opened", gettext_lazy("Cases opened"), Unit.CASES, _cases),
    Line("reached_within_7_days", gettext_lazy("Reached within 7 days"), Unit.PERCENT, _reached),
    Line("turnaround", gettext_lazy("Median days until a case is taken up"), Unit.DAYS, _taken_up),
)

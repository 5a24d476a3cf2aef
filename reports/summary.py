"""The report on one page, in plain words written from its figures.

What is hidden or not known is said so, or left unsaid where nothing can be said; no sentence tells a hidden count.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording

from .enums import ReachKind, Unit
from .official import Series
from .report import Compared, YearReport
from .sentences import largest, opening
from .suppression import is_small
from .survival.courses import Event
from .survival.landmark import Comparison
from .survival.wording import difference_said, share
from .values import Number, Part, Value
from .wording import said


@dataclasses.dataclass(frozen=True, slots=True)
class Chapter:
    """A question and its answer in sentences."""

    question: str
    sentences: tuple[str, ...]


def summary(
    report: YearReport, official: Series | None, comparison: Comparison | None, *, today: dt.date
) -> tuple[Chapter, ...]:
    """What happened, whether help came in time, what worked, and how sure we are; questions without answer left out.

    `comparison` is that of early and late first contact, None for readers who may not see it.
    """
    chapters = (
        Chapter(_("What happened?"), (*opening(report, official, today=today), *_what_happened(report))),
        Chapter(_("Did prevention reach people in time?"), tuple(_in_time(report))),
        Chapter(_("What worked?"), tuple(_what_worked(report, comparison))),
        Chapter(_("How sure are we?"), tuple(_how_sure(report, official))),
    )
    return tuple(chapter for chapter in chapters if chapter.sentences)


def _what_happened(report: YearReport) -> Iterable[str]:
    counted = next((each for each in report.counted if each.figure.code == "evictions"), None)
    if counted is not None and not counted.value.is_hidden:
        yield from _compared(counted.compared, report.year)
    if (rate := _known(report, "evictions_per_1000_dwellings")) is not None and rate.value is not None:
        facts = {"rate": said(rate.value, Unit.PER_1000_DWELLINGS)}
        yield _("There were %(rate)s evictions per 1,000 dwellings.") % facts
    if most := _largest(report, "evictions_by_cause"):
        part, whole = most
        facts = {"cause": str(part.label), "count": wording.number(part.count), "whole": wording.number(whole)}
        yield _("The most frequent cause was %(cause)s: %(count)s of %(whole)s.") % facts
    if (value := _known(report, "evictions_with_children")) is not None and value.count:
        yield ngettext(
            "In %(count)s of the evictions children under 18 lived in the household.",
            "In %(count)s of the evictions children under 18 lived in the household.",
            value.count,
        ) % {"count": wording.number(value.count)}


def _compared(compared: Compared, year: int) -> Iterable[str]:
    if compared.year_before is not None:
        facts = {"year": year - 1, "count": wording.number(compared.year_before)}
        yield _("In the whole of %(year)s it was %(count)s.") % facts
    if compared.median is not None and compared.years > 1:
        facts = {"years": compared.years, "median": _plain(compared.median)}
        yield _("The median of the %(years)s years before is %(median)s.") % facts


def _in_time(report: YearReport) -> Iterable[str]:
    opened = _known(report, "cases_opened")
    if opened is None or not opened.count:
        return
    yield ngettext("%(count)s case was opened.", "%(count)s cases were opened.", opened.count) % {
        "count": wording.number(opened.count)
    }
    tried, reached = _known(report, "contacted_within_7_days"), _known(report, "reached_within_7_days")
    if tried is not None and tried.value is not None:
        facts = {"share": said(tried.value, Unit.PERCENT)}
        yield _("In %(share)s of them contact was tried within a week of the first warning.") % facts
    if reached is not None and reached.value is not None:
        yield _("%(share)s of the households were reached within a week.") % {
            "share": said(reached.value, Unit.PERCENT)
        }
        if (part := _part(reached, "not_yet")) is not None and part.count:
            yield ngettext(
                "%(count)s household has not been reached at all.",
                "%(count)s households have not been reached at all.",
                part.count,
            ) % {"count": wording.number(part.count)}
    if (median := _known(report, "median_days_to_reach")) is not None and median.value is not None:
        yield _("Half of those who were reached were reached within %(days)s days.") % {"days": _plain(median.value)}


def _what_worked(report: YearReport, comparison: Comparison | None) -> Iterable[str]:
    closed, averted = _known(report, "cases_closed"), _known(report, "averted")
    if closed is not None and averted is not None and closed.count:
        facts = {"closed": wording.number(closed.count), "averted": wording.number(averted.count)}
        yield (
            ngettext(
                "Of %(closed)s case that was closed, %(averted)s ended with the eviction averted.",
                "Of %(closed)s cases that were closed, %(averted)s ended with the eviction averted.",
                closed.count,
            )
            % facts
        )
    if (helped := _known(report, "cases_helped")) is not None and helped.value is not None:
        yield _("Help was given in %(share)s of them.") % {"share": said(helped.value, Unit.PERCENT)}
    if (again := _known(report, "repeat_after_12_months")) is not None and again.value is not None:
        yield _(
            "Of those still housed and asked after twelve months, %(share)s were in arrears or had a case again."
        ) % {"share": said(again.value, Unit.PERCENT)}
    if comparison is not None:
        yield from _contact(comparison)


def _contact(comparison: Comparison) -> Iterable[str]:
    """Early against late first contact, where neither rests on a small count, with how sure that is."""
    found = [group.incidence for group in comparison.groups if group.incidence is not None]
    if len(found) != len(comparison.groups):
        yield _("Too few cases to compare early with late first contact.")
        return
    if any(is_small(each.of(Event.EVICTED).count) for each in found):
        return
    early, late = (share(each.of(Event.EVICTED).at(comparison.horizon).share) for each in found)
    facts = {"early": early, "late": late, "days": comparison.within}
    yield (
        _("Of those reached within %(days)s days, %(early)s were evicted within a year; of the others, %(late)s.")
        % facts
    )
    yield difference_said(comparison, Event.EVICTED)


def _how_sure(report: YearReport, official: Series | None) -> Iterable[str]:
    if report.counted_at is not None and timezone.localdate(report.counted_at).year == report.year:
        yield _("%(year)s is not over: the figures will rise until it is, and open cases may still end.") % {
            "year": report.year
        }
    if official is not None and report.reach.kind == ReachKind.MUNICIPALITY:
        yield _(
            "The court administration’s count may cover all landlords; Fasthold’s covers the homes of the associations"
            " that work in it. They stand side by side and are never added."
        )
    if (covered := _known(report, "coverage")) is not None and covered.value is not None:
        yield _("Arrears lists came from associations with %(share)s of the known social dwellings.") % {
            "share": said(covered.value, Unit.PERCENT)
        }
    if (complete := _known(report, "cases_complete")) is not None and complete.value is not None:
        yield _("In %(share)s of the cases no fact is missing.") % {"share": said(complete.value, Unit.PERCENT)}
    if _hides(report):
        yield _("Counts of 1–4, and those from which they could be worked out, are hidden.")
    if report.has("averted") and report.has_records:
        yield _("No figure here proves what caused it: households that are reached and helped differ from the others.")


def _known(report: YearReport, code: str) -> Value | None:
    """A figure the reader may read and that is not hidden."""
    if not report.has(code):
        return None
    value = report.get(code)
    return None if value.is_hidden else value


def _largest(report: YearReport, code: str) -> tuple[Part, int] | None:
    """The part that is larger than every other, and the whole; None where either is hidden or there is none."""
    value = _known(report, code)
    most = largest(value) if value is not None else None
    return None if value is None or most is None else (most, value.count)


def _part(value: Value, code: str) -> Part | None:
    return next((part for part in value.parts if part.code == code and not part.is_hidden), None)


def _hides(report: YearReport) -> bool:
    return any(
        counted.value.is_hidden or counted.value.are_parts_hidden or any(part.is_hidden for part in counted.value.parts)
        for counted in report.counted
    )


def _plain(number: Number) -> str:
    return wording.number(number, 0 if number == int(number) else 1)

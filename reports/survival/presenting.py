"""The curves as charts with their title, their words and their table."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext as _

from accounts import wording

from ..charts.curves import CurveStep, StepLine, step_chart
from ..charts.drawing import NARROW, WIDE
from ..charts.figure import Figure, Table
from ..suppression import LARGEST_HIDDEN, is_small
from .courses import Event
from .incidence import Incidence
from .landmark import FEWEST_CASES, Comparison, Group
from .wording import (
    EVENT_LABELS,
    difference_said,
    group_label,
    how_to_read,
    share,
    share_with_band,
    why_no_proof,
    why_withheld,
)

#: The endings that are drawn: what is feared, and what is hoped for.
SHOWN = (Event.EVICTED, Event.AVERTED)


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """Charts of one comparison, the sentences that stand for those that are not shown, and the box beside them."""

    TEMPLATE: ClassVar[str] = "reports/_survival.html"
    name: str
    figures: tuple[Figure, ...]
    instead: tuple[str, ...]
    reading: str
    why_no_proof: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Curve:
    """One line of a chart before it is drawn."""

    label: str
    incidence: Incidence
    event: Event


def shown_year(group: Group, *, landmark: int = 0, hides_small: bool = False) -> Shown:
    """All cases from their first warning, or a landmark day, on: the shares evicted and averted in one chart."""
    name = _("From the first warning")
    if group.incidence is None:
        few = _("Fewer than %(fewest)s cases, so no curve is drawn.") % {"fewest": FEWEST_CASES}
        return Shown(name, (), (few,), "", ())
    events = [event for event in SHOWN if not (hides_small and is_small(group.incidence.of(event).count))]
    curves = [_Curve(str(EVENT_LABELS[event]), group.incidence, event) for event in events]
    ends = {
        str(EVENT_LABELS[event]): share(group.incidence.of(event).at(group.incidence.horizon).share) for event in events
    }
    title = _("A year after the first warning: %(shares)s") % {
        "shares": ", ".join(f"{label} {value}" for label, value in ends.items())
    }
    instead = tuple(_too_small(event) for event in SHOWN if event not in events)
    figures = (_figure("year", title, curves, landmark=landmark, note="", hides_small=hides_small),) if curves else ()
    return Shown(name, figures, instead, how_to_read(landmark, is_compared=False), ())


def shown_comparison(comparison: Comparison, *, help_label: str = "", hides_small: bool = False) -> Shown:
    """One chart per ending with the curves of both groups, or why there is none.

    `help_label` names the intervention the groups are told apart by. With `hides_small` no ending is drawn that
    happened to 1-4 cases of a group, and no number at risk of 1-4 is given.
    """
    name = help_label or _("Early or late first contact")
    if not comparison.is_shown:
        instead = tuple(why_withheld(group, comparison.within) for group in comparison.groups)
        return Shown(name, (), instead, "", ())
    figures, sentences = [], []
    for event in SHOWN:
        curves = [
            _Curve(group_label(group.kind, comparison.within), group.incidence, event)
            for group in comparison.groups
            if group.incidence is not None
        ]
        if hides_small and any(is_small(curve.incidence.of(event).count) for curve in curves):
            sentences.append(_too_small(event))
            continue
        figures.append(_compared(comparison, curves, event, help_label, hides_small=hides_small))
    return Shown(
        name, tuple(figures), tuple(sentences), how_to_read(comparison.landmark), tuple(why_no_proof(comparison))
    )


def _compared(
    comparison: Comparison, curves: Sequence[_Curve], event: Event, help_label: str, *, hides_small: bool
) -> Figure:
    first, second = (share(curve.incidence.of(event).at(comparison.horizon).share) for curve in curves)
    words = {"first": first, "first_group": curves[0].label, "second": second, "second_group": curves[1].label}
    if event == Event.EVICTED:
        title = _("Evicted within a year: %(first)s (%(first_group)s) against %(second)s (%(second_group)s)") % words
    else:
        title = _("Averted within a year: %(first)s (%(first_group)s) against %(second)s (%(second_group)s)") % words
    return _figure(
        f"{comparison.intervention or 'contact'}-{event.name.lower()}",
        f"{help_label}. {title}" if help_label else title,
        curves,
        landmark=comparison.landmark,
        note=difference_said(comparison, event),
        hides_small=hides_small,
    )


def _figure(code: str, title: str, curves: Sequence[_Curve], *, landmark: int, note: str, hides_small: bool) -> Figure:
    horizon = curves[0].incidence.horizon
    lines = [_line(curve, hides_small=hides_small) for curve in curves]
    axis = _("days after day %(day)s") % {"day": landmark} if landmark else _("days after the first warning")
    at_risk = _("Cases still open on day")
    wide, narrow = (
        step_chart(lines, horizon=horizon, axis=axis, at_risk=at_risk, width=width) for width in (WIDE, NARROW)
    )
    return Figure(
        code=f"curve-{code}",
        title=title,
        description=_described(curves, axis),
        wide=wide,
        narrow=narrow,
        table=_table(title, curves, lines, axis),
        note=note,
    )


def _line(curve: _Curve, *, hides_small: bool) -> StepLine:
    steps = tuple(
        CurveStep(step.day, 100 * step.share, _percent(step.low), _percent(step.high))
        for step in curve.incidence.of(curve.event).steps
    )
    at_risk = tuple(
        (each.day, f"1–{LARGEST_HIDDEN}" if hides_small and is_small(each.count) else wording.number(each.count))
        for each in curve.incidence.at_risk
    )
    return StepLine(curve.label, steps, curve.incidence.known_until, at_risk)


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _said_on(curve: _Curve, day: int) -> str:
    """The share on a day with its band; an en dash after the day until which it is known."""
    if day > curve.incidence.known_until:
        return wording.NOTHING
    step = curve.incidence.of(curve.event).at(day)
    return share_with_band(step.share, step.low, step.high)


def _described(curves: Sequence[_Curve], axis: str) -> str:
    """The curves on three days, for those who cannot see them."""
    told = []
    for curve in curves:
        days = [day for day in (30, 90, curve.incidence.horizon) if day <= curve.incidence.known_until]
        values = ", ".join(_("day %(day)s: %(share)s") % {"day": day, "share": _said_on(curve, day)} for day in days)
        told.append(f"{curve.label}: {values}.")
    return _("Step curves by %(axis)s, with their 95%% bands.") % {"axis": axis} + " " + " ".join(told)


def _table(title: str, curves: Sequence[_Curve], lines: Sequence[StepLine], axis: str) -> Table:
    is_shared = len({line.at_risk for line in lines}) == 1
    head = [axis]
    for place, curve in enumerate(curves):
        if not is_shared or place == 0:
            head.append(_("Still open") if is_shared else _("%(group)s: still open") % {"group": curve.label})
        ending = str(EVENT_LABELS[curve.event])
        head.append(ending if ending == curve.label else f"{curve.label}: {ending}")
    rows = []
    for place, (day, _words) in enumerate(lines[0].at_risk):
        row = [wording.number(day)]
        for number, (curve, line) in enumerate(zip(curves, lines, strict=True)):
            row += [line.at_risk[place][1]] if not is_shared or number == 0 else []
            row.append(_said_on(curve, day))
        rows.append(tuple(row))
    return Table(title, tuple(head), tuple(rows))


def _too_small(event: Event) -> str:
    return _("%(ending)s: too few to be shown.") % {"ending": str(EVENT_LABELS[event]).capitalize()}

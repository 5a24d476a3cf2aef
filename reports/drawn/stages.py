"""The way of a year's cases from the warning to the eviction, and where they left it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from casework.enums import Stage

from ..charts.figure import Figure
from ..charts.figures import funnel_figure
from ..charts.funnel import Stage as Step
from ..enums import Unit
from ..report import YearReport
from ..values import Part, Value
from ..wording import said_or_hidden

#: The stages that are drawn, each with those that are not, whose cases left between it and the next.
DRAWN: dict[Stage, tuple[Stage, ...]] = {
    Stage.EARLY: (Stage.EARLY,),
    Stage.DEMANDED: (Stage.DEMANDED,),
    Stage.RESCINDED: (Stage.RESCINDED, Stage.HOUSING_COURT),
    Stage.FILED: (Stage.FILED,),
    Stage.HEARING: (Stage.HEARING,),
    Stage.SCHEDULED: (Stage.SCHEDULED,),
}


def way_of_the_cases(report: YearReport) -> Figure | None:
    """How many cases reached each stage within twelve months; a skipped stage counts as passed."""
    if not all(report.has(code) for code in ("furthest_stage", "cohort_ends", "averted_at")):
        return None
    furthest, ends = report.get("furthest_stage"), report.get("cohort_ends")
    if furthest.value is None or not furthest.count or not furthest.parts:
        return None
    reached = {stage: _reached(furthest, stage) for stage in DRAWN}
    evicted = _part(ends, "evicted")
    averted = {part.code: part for part in report.get("averted_at").parts}
    steps = [
        Step(_name(stage), reached[stage], _left(stage, furthest, averted, evicted), missing=_("hidden"))
        for stage in DRAWN
    ]
    steps.append(Step(_("Evicted"), _shown(evicted), missing=_("hidden")))
    return funnel_figure(
        "chart-stages", _title(report, reached, evicted), steps, unit=str(Unit.CASES.label), note=_ends(ends)
    )


def _name(stage: Stage) -> str:
    return _("Known to the municipality") if stage == Stage.EARLY else str(stage.label)


def _reached(furthest: Value, stage: Stage) -> int | None:
    """How many came so far: all, or those whose furthest stage is this or a later one; None where it is hidden."""
    if stage == Stage.EARLY:
        return furthest.count
    order = list(Stage)
    parts = [part for part in furthest.parts if order.index(Stage(part.code)) >= order.index(stage)]
    return None if any(part.is_hidden for part in parts) else sum(part.count for part in parts)


def _left(stage: Stage, furthest: Value, averted: Mapping[str, Part], evicted: Part | None) -> str:
    """What became of those who went no further; nothing is said where a part of it is hidden."""
    parts = [part for part in furthest.parts if part.code in DRAWN[stage]]
    if stage == Stage.SCHEDULED and evicted is not None:
        count = sum(part.count for part in parts) - evicted.count
        is_hidden = evicted.is_hidden or any(part.is_hidden for part in parts)
    else:
        count, is_hidden = sum(part.count for part in parts), any(part.is_hidden for part in parts)
    if is_hidden or count <= 0:
        return ""
    rescued = [averted[code] for code in DRAWN[stage] if code in averted]
    went = ngettext("%(count)s came no further", "%(count)s came no further", count) % {"count": wording.number(count)}
    if not rescued or any(part.is_hidden for part in rescued) or not sum(part.count for part in rescued):
        return went
    return _("%(went)s, %(averted)s of them averted") % {
        "went": went,
        "averted": wording.number(sum(part.count for part in rescued)),
    }


def _title(report: YearReport, reached: Mapping[Stage, int | None], evicted: Part | None) -> str:
    filed, out = reached[Stage.FILED], _shown(evicted)
    if filed is None or out is None:
        return _("How far the cases opened in %(period)s went") % {"period": report.period}
    facts = {
        "cases": wording.number(reached[Stage.EARLY]),
        "filed": wording.number(filed),
        "evicted": wording.number(out),
    }
    return _("Of %(cases)s cases %(filed)s came to the bailiff court, and %(evicted)s ended in an eviction") % facts


def _ends(ends: Value) -> str:
    if not ends.parts:
        return ""
    told = "; ".join(f"{part.label}: {said_or_hidden(part, Unit.CASES)}" for part in ends.parts)
    return _("After twelve months: %(told)s.") % {"told": told}


def _part(value: Value, code: str) -> Part | None:
    return next((part for part in value.parts if part.code == code), None)


def _shown(part: Part | None) -> int | None:
    return None if part is None or part.is_hidden else part.count

"""The way of a year's cases from the warning to the eviction, and where they left it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    evicted = _part(ends, "evicted")
    counts = {Stage(part.code): None if part.is_hidden else part.count for part in furthest.parts}
    reached = reached_stages(furthest.count, counts)
    averted = {part.code: part for part in report.get("averted_at").parts}
    following = [*list(reached.values())[1:], _shown(evicted)]
    steps = [
        Step(stage_name(stage), count, _left(count, later, _of(stage, averted)), missing=_("hidden"))
        for (stage, count), later in zip(reached.items(), following, strict=True)
    ]
    steps.append(Step(_("Evicted"), _shown(evicted), missing=_("hidden")))
    title = steps_title(report.period, reached[Stage.EARLY], reached[Stage.FILED], _shown(evicted))
    return funnel_figure("chart-stages", title, steps, unit=str(Unit.CASES.label), note=_ends(ends))


def stage_name(stage: Stage) -> str:
    """What a step of the way is called."""
    return _("Known to the municipality") if stage == Stage.EARLY else str(stage.label)


def reached_stages(whole: int | None, furthest: Mapping[Stage, int | None]) -> dict[Stage, int | None]:
    """How many came to each stage drawn: all, or those whose furthest stage is that or a later one, so that a skipped
    one counts as passed; None where any of it is hidden."""
    order = list(Stage)
    reached: dict[Stage, int | None] = {Stage.EARLY: whole}
    for stage in list(DRAWN)[1:]:
        later = [count for each, count in furthest.items() if order.index(each) >= order.index(stage)]
        known = [count for count in later if count is not None]
        reached[stage] = sum(known) if len(known) == len(later) else None
    return reached


def _of(stage: Stage, averted: Mapping[str, Part]) -> list[Part]:
    return [averted[each] for each in DRAWN[stage] if each in averted]


def _left(count: int | None, later: int | None, averted: Sequence[Part]) -> str:
    """How many of a stage came no further, and how many of them were saved; nothing where either is hidden."""
    went = went_no_further(count, later)
    if not went or count is None or later is None:
        return ""
    left = count - later
    saved = sum(part.count for part in averted)
    if any(part.is_hidden for part in averted) or not 0 < saved <= left:
        return went
    return _("%(went)s, %(averted)s of them averted") % {"went": went, "averted": wording.number(saved)}


def went_no_further(count: int | None, later: int | None) -> str:
    """How many of a stage came no further; nothing where that cannot be told."""
    if count is None or later is None or count <= later:
        return ""
    left = count - later
    return ngettext("%(count)s came no further", "%(count)s came no further", left) % {"count": wording.number(left)}


def steps_title(period: str, cases: int | None, filed: int | None, evicted: int | None) -> str:
    """What the way of the cases shows: how many came to court, and how many out of their home."""
    if cases is None or filed is None or evicted is None:
        return _("How far the cases opened in %(period)s went") % {"period": period}
    facts = {
        "cases": wording.number(cases),
        "filed": wording.number(filed),
        "evicted": wording.number(evicted),
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

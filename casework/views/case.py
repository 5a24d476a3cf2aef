"""The page of one case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..forms.assignment import FollowUpForm
from ..forms.fields import CaseForm
from ..models import Case
from ..queries.case_page import CasePage, CoursePage, case_page
from ..queries.course_dates import CourseDates, course_dates
from ..queries.deadlines import open_lines
from ..queries.decisions import all_decided, lines
from ..queries.handovers import sharing_of
from ..queries.missing import lacks_of
from ..queries.next_thing import next_thing
from ..queries.requests import open_requests
from ..queries.stepper import stage_marks
from ..queries.timeline import DECISION_KINDS, GROUPS, timeline
from .log_box import log_box
from .opened import READERS, case_for

LOG = "log"


@require_GET
@for_roles(*READERS)
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """The case; htmx asks for the log box alone when another tab of it is chosen."""
    opened = case_for(request, pk)
    tab = request.GET.get(LOG, "")
    if request.headers.get("HX-Target") == LOG and permissions.may_work_on(request.scope, opened):
        box = log_box(request, opened, tab=tab, now=timezone.now())
        _focus_first(box.form)
        return render(request, "casework/case/_log.html", {"log": box, "case": opened})
    return show(request, opened, tab=tab)


def show(
    request: StaffRequest, opened: Case, *, tab: str = "", form: CaseForm | None = None, status: int = 200
) -> HttpResponse:
    """The whole page; `form` is the log box's form when it came back with something wrong."""
    now = timezone.now()
    today = timezone.localdate(now)
    page = case_page(opened, request.scope, now=now)
    may_work = permissions.may_work_on(request.scope, opened)
    context: dict[str, Any] = {
        "case": opened,
        "page": page,
        "today": today,
        "now": now,
        "courses": _courses(page, request, today),
        "leading": page.leading_course,
        "stages": _stages(page, today),
        "sharing": sharing_of(opened, request.scope),
        "deadlines": open_lines(opened, request.scope, today=today),
        "requests": open_requests(opened, today=today),
        "next": next_thing(page, request.scope, today=today) if opened.closed_at is None else None,
        "log": log_box(request, opened, tab=tab, now=now, form=form, contact=page.contact) if may_work else None,
        "lacks": lacks_of(opened, has_background=bool(page.backgrounds), courses=page.courses, now=now)
        if may_work
        else [],
        "timeline": _timeline(request, page, may_correct=may_work),
        "groups": _groups(request),
        "follow_up_form": FollowUpForm(today=today, initial={"version": opened.version}) if may_work else None,
        "decided": _decided(request, opened, today),
        "may_work": may_work,
        "may_review": permissions.may_see_through(request.scope, opened),
        "may_take": may_work and opened.assigned_to_id is None,
        "may_hand_over": permissions.may_hand_over(request.scope, opened),
        "may_gather": permissions.may_gather(request.scope, opened),
        "may_reopen": permissions.may_reopen(request.scope, opened),
        "may_invite": permissions.may_invite(request.scope, opened),
        "may_restrict": may_work and not opened.is_restricted,
        "may_let_in": permissions.may_let_in(request.scope, opened),
    }
    return render(request, "casework/case/case.html", context, status=status)


def _focus_first(form: CaseForm) -> None:
    """The reader chose the tab to write in it."""
    next(iter(form.visible_fields())).field.widget.attrs["autofocus"] = True


def _decided(request: StaffRequest, opened: Case, today: dt.date) -> dict[str, Any] | None:
    """What is decided and promised, and what is over; None for who may not read it."""
    if not request.scope.does_casework:
        return None
    decided = all_decided(opened, request.scope)
    now, over = lines(decided, today=today)
    return {"now": now, "over": over, "has_draft": decided.draft is not None}


def _courses(page: CasePage, request: StaffRequest, today: dt.date) -> list[tuple[CoursePage, Any, CourseDates]]:
    """Each course with its row of stages, and the dates that follow from its steps."""
    dates = course_dates(page.case, [(one.course, one.steps) for one in page.courses], request.scope)
    return [(one, stage_marks(one.course, one.steps, today=today), dates[one.course.pk]) for one in page.courses]


def _stages(page: CasePage, today: dt.date) -> list[Any]:
    leading = page.leading_course
    return stage_marks(leading.course, leading.steps, today=today) if leading else []


def _timeline(request: StaffRequest, page: CasePage, *, may_correct: bool) -> Any:
    return timeline(
        page.case,
        group=request.GET.get("show", ""),
        cursor=request.GET.get("from", ""),
        standing_steps={step.pk for course in page.courses for step in course.steps},
        interventions={intervention.pk for _name, intervention in page.interventions},
        documents=page.papers.fetchable,
        may_correct=may_correct,
        without=() if request.scope.does_casework else DECISION_KINDS,
    )


def _groups(request: StaffRequest) -> list[dict[str, Any]]:
    """What the timeline can be narrowed to."""
    chosen = request.GET.get("show", "")
    offered = [name for name in GROUPS if name != "decisions" or request.scope.does_casework]
    everything = [("", _("Everything")), *((name, GROUPS[name].label) for name in offered)]
    return [{"name": name, "label": label, "is_current": name == chosen} for name, label in everything]

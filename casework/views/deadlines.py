"""The deadlines of a case: all of them, one done in another way, one waived, and that taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import deadlines as actions
from ..deadline_rules import BY_CODE
from ..forms.deadlines import DoneForm, WaiveForm
from ..models import Case
from ..queries.deadlines import DeadlineLine, all_lines, next_lines
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page


@require_GET
@for_roles(*READERS)
def deadline_list(request: StaffRequest, pk: int) -> HttpResponse:
    """Every deadline of the case with its rule, where it comes from and how it ended."""
    case = case_for(request, pk)
    open_ones, ended = all_lines(case, request.scope, today=timezone.localdate())
    near, later = next_lines(open_ones)
    context = {
        **about(request, case),
        "open": near,
        "later": later,
        "ended": ended,
        "may_change": _may_change(request, case),
    }
    return render(request, "casework/case/deadlines.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def deadline_done(request: StaffRequest, pk: int, deadline_id: int) -> HttpResponse:
    """Note that it was done in another way: by hand, by a colleague, by another system."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    line = _line(case, deadline_id)
    today = timezone.localdate()
    form = DoneForm(request.POST or None, today=today, initial={"occurred_on": today, "channel": "digital_post"})
    if form.is_valid() and is_done(
        form, lambda: actions.note_done(line.deadline, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("%(deadline)s: noted as done.") % {"deadline": line.label})
        return redirect("casework:deadline-list", pk=pk)
    title = _("%(deadline)s: done in another way") % {"deadline": line.label}
    return form_page(request, case, form, title=title, submit=_("Note as done"), lead=str(line.rule.about))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def deadline_waive(request: StaffRequest, pk: int, deadline_id: int) -> HttpResponse:
    """Waive it, with the reason."""
    case = case_for(request, pk)
    allowed(_may_change(request, case))
    line = _line(case, deadline_id)
    form = WaiveForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.waive(line.deadline, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("%(deadline)s: waived. You can take it back.") % {"deadline": line.label})
        return redirect("casework:deadline-list", pk=pk)
    title = _("Waive: %(deadline)s") % {"deadline": line.label}
    lead = _("The deadline no longer counts on this case. The reason stays on the timeline.")
    return form_page(request, case, form, title=title, submit=_("Waive the deadline"), lead=lead)


@require_POST
@for_roles(*CASEWORKERS)
def deadline_undo(request: StaffRequest, pk: int, entry_id: int) -> HttpResponse:
    """Take back what was noted or waived."""
    case = case_for(request, pk)
    allowed(_may_change(request, case))
    entry = get_object_or_404(case.deadline_entries.filter(undoes=None), pk=entry_id)
    try:
        actions.undo_entry(entry, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        messages.success(request, _("It is taken back. The deadline counts again unless something else has met it."))
    return redirect("casework:deadline-list", pk=pk)


def _may_change(request: StaffRequest, case: Case) -> bool:
    return permissions.may_work_on(request.scope, case) or permissions.may_follow_up(request.scope, case)


def _line(case: Case, deadline_id: int) -> DeadlineLine:
    deadline = get_object_or_404(case.deadlines.filter(rule__in=BY_CODE), pk=deadline_id)
    return DeadlineLine(deadline, BY_CODE[deadline.rule], timezone.localdate())

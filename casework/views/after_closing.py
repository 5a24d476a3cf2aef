"""How it goes after closing: the follow-ups that are due, and the answer to one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts import wording
from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import deadlines as actions
from ..deadlines import FOLLOW_UP_MONTHS
from ..forms.deadlines import FollowUpAnswerForm
from ..models import FollowUp
from ..outcomes import STAYS
from ..queries.deadlines import deadline_lines, follow_ups_due
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page

#: How many follow-ups the list shows; the rest come up as these are answered.
MOST = 200


@require_GET
@for_roles(*CASEWORKERS)
def follow_up_list(request: StaffRequest) -> HttpResponse:
    """The closed cases whose household is to be asked how it goes, those longest due first."""
    today = timezone.localdate()
    found = list(follow_ups_due(request.scope, today=today)[: MOST + 1])
    note_look(request, Look.LIST, Subject.WORKLIST, ids=[one.case_id for one in found])
    context = {"lines": deadline_lines(found[:MOST], today=today), "has_more": len(found) > MOST, "most": MOST}
    return render(request, "casework/worklist/follow_ups.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def after_closing(request: StaffRequest, pk: int, months: int) -> HttpResponse:
    """Record how it goes 3, 6 or 12 months after closing; an answer that stands can be corrected."""
    case = case_for(request, pk)
    allowed(permissions.may_follow_up(request.scope, case))
    allowed(months in FOLLOW_UP_MONTHS and case.housing_outcome == STAYS)
    today = timezone.localdate()
    standing = actions.standing_answer(case, months)
    initial = _answers(standing) if standing else {"asked_on": today}
    form = FollowUpAnswerForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form,
        lambda: actions.record_follow_up(case, months=months, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_answers,
    ):
        messages.success(request, _("The follow-up was saved."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=ngettext("%(months)d month after closing", "%(months)d months after closing", months)
        % {"months": months},
        submit=_("Correct the answer") if standing else _("Save the answer"),
        lead=_("The case was closed on %(day)s. Due on %(due)s.")
        % {"day": wording.day(case.closed_on), "due": wording.day(actions.follow_up_due_on(case, months))},
    )


def _answers(standing: FollowUp) -> dict[str, Any]:
    return {
        "asked_on": standing.asked_on,
        "is_housed": standing.is_housed,
        "has_new_arrears": standing.has_new_arrears,
        "note": standing.note,
        "corrects": standing.pk,
    }

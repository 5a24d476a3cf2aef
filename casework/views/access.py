"""Who else may open the case: invitations, restricted cases, people let in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import access as actions
from ..enums import ParticipantKind
from ..forms.cases import AdmitForm, RestrictForm
from ..models import Case
from ..queries.colleagues import admissible, invitable
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def invite(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask somebody of another unit in on the case."""
    case = case_for(request, pk)
    allowed(permissions.may_invite(request.scope, case))
    today = timezone.localdate()
    form = AdmitForm(request.POST or None, today=today, people=invitable(case, today=today))
    if form.is_valid() and is_done(
        form, lambda: actions.invite(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("%(name)s can open the case now.") % {"name": form.cleaned_data["user"]})
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Invite to the case"),
        submit=_("Invite"),
        lead=_("Whoever you invite reads the whole case. Colleagues of the unit see it already."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def restrict(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the case to named people."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case) and not case.is_restricted)
    form = RestrictForm(request.POST or None, today=timezone.localdate(), initial={"version": case.version})
    if form.is_valid() and is_done(
        form, lambda: actions.restrict_case(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("Only named people can open the case now."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Restrict the case"),
        submit=_("Restrict the case"),
        tone="danger",
        lead=_(
            "Afterwards only you and the one who has the case can open it. The unit's team leader lets others in."
            " This cannot be taken back here."
        ),
    )


@require_GET
@for_roles(Role.TEAM_LEADER)
def restricted_list(request: StaffRequest) -> HttpResponse:
    """The unit's restricted cases by number alone, for the one who lets people in."""
    cases = list(Case.objects.closed_to(request.scope).order_by("-opened_on", "-pk"))
    note_look(request, Look.LIST, Subject.RESTRICTED_CASES, ids=[case.pk for case in cases])
    return render(request, "casework/case/restricted_list.html", {"cases": cases})


@require_http_methods(["GET", "POST"])
@for_roles(Role.TEAM_LEADER)
def let_in(request: StaffRequest, pk: int) -> HttpResponse:
    """Name somebody on a restricted case; the team leader sees its number, not the case."""
    case = get_object_or_404(Case.objects.closed_to(request.scope), pk=pk)
    note_look(request, Look.VIEW, Subject.RESTRICTED_CASE, ids=[case.pk], case_id=case.pk)
    today = timezone.localdate()
    form = AdmitForm(request.POST or None, today=today, people=admissible(case, today=today))
    if form.is_valid() and is_done(
        form, lambda: actions.let_in(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(
            request,
            _("%(name)s can open case %(number)s now.") % {"name": form.cleaned_data["user"], "number": case.number},
        )
        return redirect("casework:restricted-list")
    context = {"form": form, "case": case, "named": _named(case)}
    return render(request, "casework/case/let_in.html", context, status=422 if form.errors else 200)


def _named(case: Case) -> list[str]:
    """Who can open the case now."""
    return list(
        case.participants.current(timezone.now())
        .filter(kind=ParticipantKind.CLEARED)
        .order_by("user__name", "user_id")
        .values_list("user__name", flat=True)
    )

"""Being away: who stands in, from when until when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, number_in
from accounts.models import User

from .. import permissions
from ..actions import absences as actions
from ..forms.absences import AbsenceForm
from ..models import Absence
from ..queries import absences as queries
from ..queries.colleagues import colleagues_in
from .attempts import is_done
from .opened import CASEWORKERS, allowed


@require_GET
@for_roles(*CASEWORKERS)
def absence_list(request: StaffRequest) -> HttpResponse:
    """Who of the unit is away, now and soon."""
    today = timezone.localdate()
    absences = queries.absences_of(request.scope, today=today)
    context = {
        "today": today,
        "absences": [
            (one, permissions.may_record_absence(request.scope, one.user_id, one.unit_id)) for one in absences
        ],
    }
    return render(request, "casework/absences/absence_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def absence_new(request: StaffRequest) -> HttpResponse:
    """Say that one is away, or as team leader that somebody is."""
    today = timezone.localdate()
    own = None if request.scope.role == Role.TEAM_LEADER else request.scope.user_id
    form = AbsenceForm(
        request.POST or None,
        today=today,
        colleagues=colleagues_in(request.scope.organisation_id, today=today),
        own=own,
        initial={"starts_on": today},
    )
    recorded: list[Absence] = []
    if form.is_valid() and is_done(form, lambda: recorded.append(_record(request, form, own))):
        _tell(request, recorded[0])
        return redirect("casework:absence-list")
    return render(request, "casework/absences/absence_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@for_roles(*CASEWORKERS)
def absence_end(request: StaffRequest, pk: int) -> HttpResponse:
    """End an absence at once, or take back one that has not begun."""
    absence = get_object_or_404(Absence.objects.visible_to(request.scope).select_related("user"), pk=pk)
    allowed(permissions.may_record_absence(request.scope, absence.user_id, absence.unit_id))
    version = number_in(request.POST.get("version", "")) or 0
    try:
        actions.end_absence(absence, version=version, by=request.scope, now=timezone.now())
    except Refused:
        messages.warning(request, _("Somebody changed the absence just before you. See how it is now."))
    else:
        messages.success(request, _("The absence of %(name)s is ended.") % {"name": absence.user.name})
    return redirect("casework:absence-list")


def _record(request: StaffRequest, form: AbsenceForm, own: int | None) -> Absence:
    given = form.cleaned_data
    people = User.objects.in_bulk([own or given["user"], given["deputy"]])
    return actions.record_absence(
        user=people[own or given["user"]],
        deputy=people[given["deputy"]],
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
        by=request.scope,
        now=timezone.now(),
    )


def _tell(request: StaffRequest, absence: Absence) -> None:
    """Say who stands in, and what they cannot do."""
    words = {"name": absence.user.name, "deputy": absence.deputy.name}
    messages.success(request, _("%(deputy)s stands in for %(name)s.") % words)
    closed = queries.closed_to_deputy(absence, now=timezone.now())
    if closed:
        said = ngettext(
            "%(count)d case of %(name)s is restricted: %(deputy)s sees it only once the team leader lets them in.",
            "%(count)d cases of %(name)s are restricted: %(deputy)s sees them only once the team leader lets them in.",
            closed,
        )
        messages.warning(request, said % {**words, "count": closed})
    for other in queries.stands_in(absence):
        said = _("%(name)s was to stand in for %(other)s: agree on another deputy.")
        messages.warning(request, said % {**words, "other": other.user.name})

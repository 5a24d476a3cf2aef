"""What each sharing agreement covers, for everybody concerned."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.errors import Conflict, Refused
from accounts.http import StaffRequest, for_roles, note_look
from housing.enums import STEP_ORDER, SharedField, Step
from housing.models import HousingAssociation, SharingAgreement

from ..actions.rules import add_agreement, end_agreement
from ..forms.association_agreements import AgreementEndForm, AgreementForm

CURRENT, PLANNED, ENDED = "current", "planned", "ended"


@require_GET
@for_roles(*Role)
def agreement_list(request: StaffRequest) -> HttpResponse:
    """The agreements in force, planned and ended, and what the law allows without one."""
    today = timezone.localdate()
    ordered = _agreements(request).order_by("association__name", "-starts_on", "pk")
    agreements = [_described(agreement, today=today) for agreement in ordered]
    context = {
        "today": today,
        **{state: [row for row in agreements if row["state"] == state] for state in (CURRENT, PLANNED, ENDED)},
        "without": _without(request, agreements),
        "may_change": request.scope.role == Role.ADMINISTRATOR,
    }
    return render(request, "casework/association/agreement_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def agreement_new(request: StaffRequest) -> HttpResponse:
    """Record what an association and the municipality have agreed."""
    today = timezone.localdate()
    form = AgreementForm(
        request.POST or None,
        today=today,
        associations=HousingAssociation.objects.visible_to(request.scope).order_by("name", "pk"),
        initial={"starts_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            agreement = add_agreement(**form.facts(), by=request.scope, now=timezone.now())
        except Refused as fact:
            form.add_error(None, fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.SHARING_AGREEMENT, ids=[agreement.pk])
            messages.success(request, _("The agreement is recorded."))
            return redirect("casework:agreement-list")
    return render(
        request, "casework/association/agreement_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def agreement_end(request: StaffRequest, pk: int) -> HttpResponse:
    """Give an agreement its last day."""
    agreement = get_object_or_404(_agreements(request), pk=pk)
    today = timezone.localdate()
    initial = {"ends_on": agreement.ends_on or today, "version": agreement.version}
    form = AgreementEndForm(request.POST or None, today=today, initial=initial)
    context: dict[str, Any] = {"form": form, "agreement": agreement}
    if request.method == "POST" and form.is_valid():
        try:
            end_agreement(agreement, **form.cleaned_data, by=request.scope, now=timezone.now())
        except Conflict as conflict:
            context["conflict"] = _both(conflict, form)
            form = context["form"] = _again(form, conflict, today)
            return render(request, "casework/association/agreement_end.html", context, status=422)
        except Refused as fact:
            form.add_error("ends_on", fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.SHARING_AGREEMENT, ids=[agreement.pk])
            messages.success(request, _("The agreement ends on the day you chose."))
            return redirect("casework:agreement-list")
    return render(request, "casework/association/agreement_end.html", context, status=422 if form.errors else 200)


def _agreements(request: StaffRequest) -> QuerySet[SharingAgreement]:
    return SharingAgreement.objects.visible_to(request.scope).select_related("association", "municipality")


def _described(agreement: SharingAgreement, *, today: dt.date) -> dict[str, Any]:
    """An agreement with its state, its steps and its fields in words."""
    first = STEP_ORDER[agreement.from_step]
    names = dict(SharedField.choices)
    return {
        "agreement": agreement,
        "state": _state(agreement, today),
        "steps": [step.label for step in Step if STEP_ORDER[step] >= first],
        "fields": [names.get(field, field) for field in agreement.fields],
    }


def _state(agreement: SharingAgreement, today: dt.date) -> str:
    if agreement.starts_on > today:
        return PLANNED
    return ENDED if agreement.ends_on and agreement.ends_on < today else CURRENT


def _without(request: StaffRequest, agreements: list[dict[str, Any]]) -> list[str]:
    """The associations that never made an agreement: nothing passes before filing."""
    known = {row["agreement"].association_id for row in agreements}
    own = HousingAssociation.objects.visible_to(request.scope).exclude(pk__in=known)
    return list(own.order_by("name", "pk").values_list("name", flat=True))


def _both(conflict: Conflict, form: AgreementEndForm) -> list[dict[str, Any]]:
    """What stands now beside what was typed."""
    return [
        {
            "label": form.fields["ends_on"].label,
            "theirs": conflict.theirs("ends_on")["ends_on"],
            "yours": form.cleaned_data["ends_on"],
        }
    ]


def _again(form: AgreementEndForm, conflict: Conflict, today: dt.date) -> AgreementEndForm:
    """The form with what was typed and the version that stands now."""
    version = conflict.theirs("version")["version"]
    return AgreementEndForm(today=today, initial={**form.cleaned_data, "version": version})

"""Campaigns against unlawful subletting and prevention programmes, each listed and kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import OrganisationKind, Role
from accounts.http import StaffRequest, for_roles
from accounts.models import Municipality, Organisation
from housing.models import Department, HousingAssociation

from .. import permissions
from ..actions import campaigns as actions
from ..actions.programmes import change_programme, start_programme
from ..forms.campaigns import CampaignForm, CaseCampaignForm, ProgrammeForm, stored_campaign, stored_programme
from ..models import Campaign, Programme
from ..queries import campaigns as queries
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page

PLANNERS = (Role.ASSOCIATION_OFFICER, *CASEWORKERS)
#: Who reads the programmes, and who of them keeps some.
READERS = (Role.ASSOCIATION_OFFICER, Role.MANAGER, Role.TENANT_ADVISER, *CASEWORKERS)
KEEPERS = (Role.ASSOCIATION_OFFICER, Role.MANAGER, Role.TEAM_LEADER)


@require_GET
@for_roles(*PLANNERS)
def campaign_list(request: StaffRequest) -> HttpResponse:
    """The campaigns, the latest first; those who do casework see how many cases came of each."""
    campaigns = list(queries.campaigns_of(request.scope))
    counts = queries.case_counts(request.scope, campaigns)
    context = {
        "rows": [(campaign, counts.get(campaign.pk, 0)) for campaign in campaigns],
        "shows_cases": request.scope.does_casework,
    }
    return render(request, "casework/association/campaign_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*PLANNERS)
def campaign_new(request: StaffRequest) -> HttpResponse:
    """Write down a campaign."""
    today = timezone.localdate()
    form = CampaignForm(request.POST or None, today=today, initial={"starts_on": today}, **_choices(request))
    if form.is_valid() and is_done(
        form, lambda: actions.plan_campaign(**form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The campaign is recorded."))
        return redirect("casework:campaign-list")
    return _form(request, form, _("New campaign"), _("Record the campaign"), "casework:campaign-list")


@require_http_methods(["GET", "POST"])
@for_roles(*PLANNERS)
def campaign_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a campaign."""
    campaign = get_object_or_404(Campaign.objects.visible_to(request.scope), pk=pk)
    choices = _choices(request)
    choices["departments"] = choices["departments"].filter(association_id=campaign.association_id)
    form = CampaignForm(
        request.POST or None, today=timezone.localdate(), initial=stored_campaign(campaign), is_change=True, **choices
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_campaign(campaign, **form.changes(), by=request.scope),
        stored=stored_campaign,
    ):
        messages.success(request, _("The campaign is changed."))
        return redirect("casework:campaign-list")
    return _form(request, form, campaign.name, _("Save the campaign"), "casework:campaign-list")


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def case_campaign(request: StaffRequest, pk: int) -> HttpResponse:
    """Say which campaign a case came of."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    form = CaseCampaignForm(
        request.POST or None,
        today=timezone.localdate(),
        campaigns=queries.campaigns_for(case),
        initial={"campaign": case.campaign_id, "version": case.version},
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.set_campaign(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=lambda current: {"campaign": current.campaign_id},
    ):
        messages.success(request, _("The campaign of the case was saved."))
        return redirect("casework:case", pk=pk)
    return form_page(request, case, form, title=_("Campaign"), submit=_("Save the campaign"))


@require_GET
@for_roles(*READERS)
def programme_list(request: StaffRequest) -> HttpResponse:
    """Each programme with its reach and, for the municipality, its outcome; small counts are hidden."""
    rows = queries.reach_of(request.scope, today=timezone.localdate())
    context = {
        "rows": [(row, _may_change(request, row.programme)) for row in rows],
        "shows_help": request.scope.is_municipal,
        "may_start": request.scope.role in KEEPERS and _keeps_some(request),
        "hides": request.scope.hides_small_counts,
    }
    return render(request, "casework/association/programme_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPERS)
def programme_new(request: StaffRequest) -> HttpResponse:
    """Write down a programme."""
    allowed(_keeps_some(request))
    today = timezone.localdate()
    form = ProgrammeForm(
        request.POST or None,
        today=today,
        owners=_owners(request),
        municipalities=_municipalities(request),
        needs_owner=not request.scope.is_municipal,
        initial={"starts_on": today},
    )
    if form.is_valid() and is_done(form, lambda: start_programme(**form.facts(), by=request.scope)):
        messages.success(request, _("The programme is recorded."))
        return redirect("casework:programme-list")
    return _form(request, form, _("New programme"), _("Record the programme"), "casework:programme-list")


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPERS)
def programme_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a programme, or end it."""
    programme = get_object_or_404(Programme.objects.visible_to(request.scope), pk=pk)
    allowed(_may_change(request, programme))
    form = ProgrammeForm(
        request.POST or None,
        today=timezone.localdate(),
        owners=_owners(request),
        municipalities=_municipalities(request),
        needs_owner=False,
        is_change=True,
        initial=stored_programme(programme),
    )
    if form.is_valid() and is_done(
        form, lambda: change_programme(programme, **form.changes(), by=request.scope), stored=stored_programme
    ):
        messages.success(request, _("The programme is changed."))
        return redirect("casework:programme-list")
    return _form(request, form, programme.name, _("Save the programme"), "casework:programme-list")


def _choices(request: StaffRequest) -> dict[str, Any]:
    departments = Department.objects.visible_to(request.scope).select_related("association")
    return {
        "associations": HousingAssociation.objects.visible_to(request.scope).order_by("name", "pk"),
        "departments": departments.order_by("association__name", "code", "pk"),
    }


def _owners(request: StaffRequest) -> Any:
    """The municipality's own units, or the associations one acts for."""
    if request.scope.is_municipal:
        units = Organisation.objects.filter(
            kind=OrganisationKind.UNIT, unit__municipality_id=request.scope.municipality_id
        )
        return units.order_by("name", "pk")
    return Organisation.objects.filter(pk__in=request.scope.association_ids).order_by("name", "pk")


def _municipalities(request: StaffRequest) -> Any:
    if request.scope.is_municipal:
        return Municipality.objects.filter(pk=request.scope.municipality_id)
    homes = Department.objects.filter(association_id__in=request.scope.association_ids)
    return Municipality.objects.filter(pk__in=homes.values("municipality")).order_by("name", "pk")


def _keeps_some(request: StaffRequest) -> bool:
    """A manager of an association reads alone."""
    return request.scope.is_municipal or request.scope.role == Role.ASSOCIATION_OFFICER


def _may_change(request: StaffRequest, programme: Programme) -> bool:
    return permissions.may_run_programme(request.scope, programme.municipality_id, programme.owner_id)


def _form(request: StaffRequest, form: Any, heading: str, submit: str, back: str) -> HttpResponse:
    lists = {
        "casework:campaign-list": _("Campaigns against unlawful subletting"),
        "casework:programme-list": _("Prevention programmes"),
    }
    context = {"form": form, "heading": heading, "submit_label": submit, "back": back, "back_label": lists[back]}
    return render(request, "casework/association/period_form.html", context, status=422 if form.errors else 200)

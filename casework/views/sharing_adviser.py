"""The adviser's handovers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in
from housing.models import Tenant

from ..actions.handovers import ADVISER_BASES, hand_over_resident
from ..forms.sharing import HandoverSearchForm, ResidentHandoverForm
from ..queries import consents as consent_queries
from ..queries import handovers as queries
from ..queries.adviser import residents_matching
from . import consent_first, handover_acts
from .attempts import is_done
from .searching import elsewhere, found_by_name

#: Of how many residents one chooses; more are found by searching.
MOST_SHOWN = 200


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def handover_list(request: StaffRequest) -> HttpResponse:
    """What one sent and was sent, with the answers."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    scope = request.scope
    found = found_by_name(
        request, lambda words: queries.handovers_of(scope, search=words), Subject.HANDOVER, size=queries.PAGE_SIZE
    )
    pages = queries.pages_of(found.rows, request.scope)
    context = {"form": found.form, "is_filtered": found.is_filtered, "pages": pages, "older": found.older}
    return render(request, "casework/sharing/adviser_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def handover_new(request: StaffRequest) -> HttpResponse:
    """Choose the resident, then what is handed to the municipality and on which basis."""
    tenant = resident_in(request)
    if tenant is None:
        return choose_resident(request, heading=_("Hand over to the municipality"))
    consent_url = f"{reverse('casework:resident-consent-new')}?resident={tenant.pk}"
    if (moved := consent_first.to_consent(request, _kept_as(tenant), consent_url=consent_url)) is not None:
        return moved
    today = timezone.localdate()
    leases = queries.leases_of(tenant, today=today)
    consents = consent_queries.consents_of_residents(request.scope).standing(today).filter(tenant=tenant)
    form = ResidentHandoverForm(
        request.POST or None,
        request.FILES or None,
        bases=ADVISER_BASES,
        consents=list(consents.order_by("-pk")),
        talks=list(queries.talks_with(tenant, request.scope)[:100]),
        leases=leases,
        today=today,
    )
    consent_first.give_back(request, form, _kept_as(tenant))
    if form.is_valid() and is_done(
        form, lambda: hand_over_resident(tenant, **form.facts(), by=request.scope, now=timezone.now())
    ):
        consent_first.sent(request, _kept_as(tenant))
        messages.success(request, _("The handover is sent. You see the answer here."))
        return redirect("casework:adviser-handover-list")
    note_look(request, Look.VIEW, Subject.TENANT, ids=[tenant.pk])
    context = {
        "form": form,
        "heading": _("Hand over to the municipality"),
        "subtitle": tenant.name,
        "lead_text": _("Choose only what the municipality needs. It reads exactly this, as it is now."),
        "submit_label": _("Hand over"),
        "tone": "primary",
        "consent_first": consent_first.FIRST,
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """One handover one sent or was sent."""
    return handover_acts.show(request, pk, act_url="casework:adviser-handover-act")


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def handover_act(request: StaffRequest, pk: int, how: str) -> HttpResponse:
    """Answer or take back what one sent; accept, decline or ask about what one was sent."""
    return handover_acts.do(request, pk, how, back="casework:adviser-handover")


@require_GET
@for_roles(Role.TENANT_ADVISER)
def handover_file(request: StaffRequest, pk: int, item_id: int) -> HttpResponse:
    """A file that was handed over."""
    return handover_acts.item_file(request, pk, item_id)


def choose_resident(request: StaffRequest, *, heading: str, finds_everybody: bool = False) -> HttpResponse:
    """The first step: which resident it is about; a consent may be anybody's of the association."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = HandoverSearchForm(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    if search and finds_everybody:
        rows = residents_matching(request.scope, search, chosen=None, today=timezone.localdate())
    else:
        named = queries.residents_of(request.scope, search=search)
        rows = [{**row, "homes": []} for row in named.values("pk", "name")[:MOST_SHOWN]]
    note_look(request, Look.SEARCH if search else Look.LIST, Subject.TENANT, ids=[row["pk"] for row in rows])
    context = {
        "heading": heading,
        "form": form,
        "is_filtered": bool(search),
        "residents": rows,
        "is_cut": len(rows) == MOST_SHOWN,
    }
    return render(request, "casework/sharing/choose_resident.html", context)


def resident_in(request: StaffRequest) -> Tenant | None:
    """The resident the address names, of the own association; 404 for anybody else."""
    key = number_in(request.GET.get("resident", ""))
    return None if key is None else get_object_or_404(Tenant.objects.visible_to(request.scope), pk=key)


def _kept_as(tenant: Tenant) -> str:
    """What a resident's handover is kept as while the consent is noted first."""
    return f"handover-{tenant.pk}"

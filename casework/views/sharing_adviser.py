"""The adviser's handovers and the consents of residents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.exports import file_response
from accounts.http import StaffRequest, for_roles, note_look, number_in
from housing.models import HousingAssociation, Tenant

from ..actions import consents as actions
from ..actions.consent_papers import resident_consent_form
from ..actions.handovers import ADVISER_BASES, hand_over_resident
from ..file_kinds import PDF
from ..forms.fields import CaseForm
from ..forms.sharing import ConsentForm, HandoverSearchForm, ResidentHandoverForm
from ..models import Consent
from ..queries import consents as consent_queries
from ..queries import handovers as queries
from ..queries.adviser import residents_matching
from . import handover_acts
from .attempts import is_done
from .searching import elsewhere
from .sharing_case import signed_paper


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def handover_list(request: StaffRequest) -> HttpResponse:
    """What one sent and was sent, with the answers."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = HandoverSearchForm(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    before = number_in(request.GET.get("before", ""))
    found = queries.newest(queries.handovers_of(request.scope, search=search), before=before)
    look = Look.SEARCH if search else Look.LIST
    note_look(request, look, Subject.HANDOVER, ids=[one.pk for one in found.rows])
    pages = queries.pages_of(found.rows, request.scope)
    context = {"form": form, "is_filtered": bool(search), "pages": pages, "older": found.older}
    return render(request, "casework/sharing/adviser_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def handover_new(request: StaffRequest) -> HttpResponse:
    """Choose the resident, then what is handed to the municipality and on which basis."""
    tenant = _resident(request)
    if tenant is None:
        return _choose(request, heading=_("Hand over to the municipality"))
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
    if form.is_valid() and is_done(
        form, lambda: hand_over_resident(tenant, **form.facts(), by=request.scope, now=timezone.now())
    ):
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
        "consent_url": f"{reverse('casework:resident-consent-new')}?resident={tenant.pk}",
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


@require_GET
@for_roles(Role.TENANT_ADVISER)
def consent_list(request: StaffRequest) -> HttpResponse:
    """The consents of residents one holds."""
    found = list(consent_queries.consents_of_residents(request.scope).order_by("-pk")[:200])
    note_look(request, Look.LIST, Subject.CONSENT, ids=[one.pk for one in found])
    names = consent_queries.organisation_names(found)
    lines = [consent_queries.line_of(one, names, today=timezone.localdate()) for one in found]
    return render(request, "casework/sharing/consent_list.html", {"consents": lines})


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def consent_new(request: StaffRequest) -> HttpResponse:
    """Choose the resident, then note the consent they gave."""
    tenant = _resident(request)
    if tenant is None:
        return _choose(request, heading=_("Note a resident's consent"), finds_everybody=True)
    note_look(request, Look.VIEW, Subject.TENANT, ids=[tenant.pk])
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        people=[(tenant.pk, tenant.name)],
        organisations=consent_queries.partners_of_association(tenant.association_id),
        initial={"whose": tenant.pk},
        today=timezone.localdate(),
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.record_resident_consent(tenant, **form.facts(), by=request.scope, now=timezone.now()),
    ):
        messages.success(request, _("The consent is noted."))
        return redirect("casework:resident-consent-list")
    context = {
        "form": form,
        "heading": _("Note a resident's consent"),
        "subtitle": tenant.name,
        "lead_text": _("Each adult gives their own consent. It holds from now on, until it ends or is withdrawn."),
        "submit_label": _("Note the consent"),
        "tone": "primary",
        "cancel_url": reverse("casework:resident-consent-list"),
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def consent_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that a resident withdrew a consent; it takes effect at once."""
    seen = consent_queries.consents_of_residents(request.scope)
    found: Consent = get_object_or_404(seen, pk=pk)
    note_look(request, Look.VIEW, Subject.CONSENT, ids=[pk])
    form = CaseForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_valid() and is_done(form, lambda: actions.withdraw_consent(found, by=request.scope, now=timezone.now())):
        messages.success(request, _("The consent is withdrawn. What was shared on it is shut."))
        return redirect("casework:resident-consent-list")
    context = {
        "form": form,
        "heading": _("Withdraw the consent"),
        "subtitle": found.tenant.name if found.tenant else "",
        "lead_text": _(
            "Nothing more is shared on it from this moment, and whoever received something on it can no longer read"
            " it. Talks tied by it are anonymous again."
        ),
        "submit_label": _("Withdraw the consent"),
        "tone": "danger",
        "cancel_url": reverse("casework:resident-consent-list"),
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def consent_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed paper of a resident's consent."""
    return signed_paper(request, pk)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def consent_form(request: StaffRequest) -> HttpResponse:
    """The form to print and sign, blank or with a resident's name."""
    tenant = _resident(request)
    key = tenant.association_id if tenant else request.scope.association_ids[0]
    association = HousingAssociation.objects.get(pk=key)
    if tenant is not None:
        note_look(request, Look.EXPORT, Subject.TENANT, ids=[tenant.pk])
    pdf = resident_consent_form(association, tenant, by=request.scope, now=timezone.now())
    return file_response(_("Consent form.pdf"), pdf, media_type=PDF)


def _choose(request: StaffRequest, *, heading: str, finds_everybody: bool = False) -> HttpResponse:
    """The first step: which resident it is about; a consent may be anybody's of the association."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = HandoverSearchForm(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    if search and finds_everybody:
        rows = residents_matching(request.scope, search, chosen=None, today=timezone.localdate())
    else:
        named = queries.residents_of(request.scope).filter(name__icontains=search)
        rows = [{**row, "homes": []} for row in named.values("pk", "name")[:200]]
    note_look(request, Look.SEARCH if search else Look.LIST, Subject.TENANT, ids=[row["pk"] for row in rows])
    context = {"heading": heading, "form": form, "is_filtered": bool(search), "residents": rows}
    return render(request, "casework/sharing/choose_resident.html", context)


def _resident(request: StaffRequest) -> Tenant | None:
    """The resident the address names, of the own association; 404 for anybody else."""
    key = number_in(request.GET.get("resident", ""))
    return None if key is None else get_object_or_404(Tenant.objects.visible_to(request.scope), pk=key)

"""The consents residents gave an adviser: noting one, its paper, the form to sign, and taking it back."""

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
from accounts.http import StaffRequest, for_roles, note_look
from housing.models import HousingAssociation

from ..actions import consents as actions
from ..actions.consent_papers import resident_consent_form
from ..file_kinds import PDF
from ..forms.fields import CaseForm
from ..forms.sharing import ConsentForm
from ..models import Consent
from ..queries import consents as queries
from . import consent_first
from .attempts import is_done
from .searching import elsewhere, found_by_name
from .sharing_adviser import choose_resident, resident_in
from .sharing_case import signed_paper

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def consent_list(request: StaffRequest) -> HttpResponse:
    """The consents of residents one holds, the newest first, found by name."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    scope = request.scope
    found = found_by_name(
        request, lambda words: queries.consents_of_residents(scope, search=words), Subject.CONSENT, size=PAGE_SIZE
    )
    names = queries.organisation_names(found.rows)
    lines = [queries.line_of(one, names, today=timezone.localdate()) for one in found.rows]
    context = {"form": found.form, "is_filtered": found.is_filtered, "consents": lines, "older": found.older}
    return render(request, "casework/sharing/consent_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def consent_new(request: StaffRequest) -> HttpResponse:
    """Choose the resident, then note the consent they gave."""
    tenant = resident_in(request)
    if tenant is None:
        return choose_resident(request, heading=_("Note a resident's consent"), finds_everybody=True)
    note_look(request, Look.VIEW, Subject.TENANT, ids=[tenant.pk])
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        people=[(tenant.pk, tenant.name)],
        organisations=queries.partners_of_association(tenant.association_id),
        initial={"whose": tenant.pk},
        today=timezone.localdate(),
    )
    came_from_handover = consent_first.came_from_handover(request)
    handover_url = f"{reverse('casework:adviser-handover-new')}?resident={tenant.pk}"
    made: list[Consent] = []

    def record() -> None:
        made.append(actions.record_resident_consent(tenant, **form.facts(), by=request.scope, now=timezone.now()))

    if form.is_valid() and is_done(form, record):
        messages.success(request, _("The consent is noted."))
        if came_from_handover:
            return consent_first.back_to_handover(handover_url, made[0])
        return redirect("casework:resident-consent-list")
    context = {
        "form": form,
        "heading": _("Note a resident's consent"),
        "subtitle": tenant.name,
        "lead_text": _("Each adult gives their own consent. It holds from now on, until it ends or is withdrawn."),
        "submit_label": _("Note the consent"),
        "tone": "primary",
        "cancel_url": handover_url if came_from_handover else reverse("casework:resident-consent-list"),
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def consent_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that a resident withdrew a consent; it takes effect at once."""
    seen = queries.consents_of_residents(request.scope)
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
    tenant = resident_in(request)
    keys = [tenant.association_id] if tenant else request.scope.association_ids[:1]
    association = get_object_or_404(HousingAssociation, pk__in=keys)
    if tenant is not None:
        note_look(request, Look.EXPORT, Subject.TENANT, ids=[tenant.pk])
    pdf = resident_consent_form(association, tenant, by=request.scope, now=timezone.now())
    return file_response(_("Consent form.pdf"), pdf, media_type=PDF)

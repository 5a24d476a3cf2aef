"""What an association's officer hands to the municipality, and the two words learnt of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in
from housing.models import Tenancy

from ..actions.handovers import OFFICER_BASES, hand_over_tenancy
from ..forms.association_notices import TenancySearchForm
from ..forms.sharing import HandoverForm
from ..queries import association_notices
from ..queries import handovers as queries
from . import handover_acts
from .attempts import is_done
from .searching import elsewhere, found_by_name


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def handover_list(request: StaffRequest) -> HttpResponse:
    """What the association handed over: received or taken up, nothing more."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    scope = request.scope
    found = found_by_name(
        request, lambda words: queries.handovers_of(scope, search=words), Subject.HANDOVER, size=queries.PAGE_SIZE
    )
    context = {"form": found.form, "is_filtered": found.is_filtered, "found": found}
    return render(request, "casework/sharing/officer_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def handover_new(request: StaffRequest) -> HttpResponse:
    """Choose the tenancy, then say what is handed over and on which basis."""
    key = number_in(request.GET.get("tenancy", ""))
    if key is None:
        return _choose(request)
    tenancy = get_object_or_404(Tenancy.objects.visible_to(request.scope).select_related("association"), pk=key)
    today = timezone.localdate()
    lease = association_notices.lease_on(tenancy, today)
    form = HandoverForm(request.POST or None, request.FILES or None, bases=OFFICER_BASES, today=today)
    if lease is None:
        messages.warning(request, _("Nobody is known to rent the tenancy now."))
        return redirect("casework:officer-handover-list")
    if form.is_valid() and is_done(
        form, lambda: hand_over_tenancy(lease, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The municipality has received it."))
        return redirect("casework:officer-handover-list")
    note_look(request, Look.VIEW, Subject.TENANCY, ids=[tenancy.pk])
    context = {
        "form": form,
        "heading": _("Hand over to the municipality"),
        "subtitle": f"{tenancy.number} · {tenancy.street}",
        "lead_text": _(
            "Only what the municipality needs to help in time. You learn that it was received and taken up, no more:"
            " what the municipality does for a household is between the two of them."
        ),
        "submit_label": _("Hand over"),
        "tone": "primary",
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """One of the association's own handovers."""
    return handover_acts.show(request, pk, act_url="casework:officer-handover-act")


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def handover_act(request: StaffRequest, pk: int, how: str) -> HttpResponse:
    """Answer what the municipality asked back."""
    return handover_acts.do(request, pk, how, back="casework:officer-handover")


def _choose(request: StaffRequest) -> HttpResponse:
    """The first step: which tenancy it is about."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = TenancySearchForm(request.GET or None)
    matches = None
    if form.is_valid():
        matches = association_notices.tenancies_matching(
            request.scope, form.cleaned_data["q"], today=timezone.localdate()
        )
        note_look(request, Look.SEARCH, Subject.TENANCY, ids=[match["pk"] for match in matches])
    return render(request, "casework/sharing/choose_tenancy.html", {"form": form, "matches": matches})

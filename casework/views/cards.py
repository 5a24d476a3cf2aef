"""Who can do what: every card, and keeping one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Role
from accounts.http import StaffRequest, for_roles, number_in
from accounts.models import Organisation
from accounts.scope import Scope

from ..actions.cards import keep_card
from ..forms.cards import CardForm, stored_card
from ..models import OrganisationCard
from ..permissions import may_keep_card
from ..queries.cards import all_cards, partners, without_card
from .attempts import is_done

KEEPERS = (Role.TEAM_LEADER, Role.EMPLOYMENT_CASEWORKER, Role.ASSOCIATION_OFFICER, Role.ADMINISTRATOR)


@require_GET
@for_roles(*Role)
def card_list(request: StaffRequest) -> HttpResponse:
    """Every card one may know, with a search."""
    words = request.GET.get("q", "").replace("\0", "")
    context = {
        "cards": all_cards(request.scope, words=words),
        "words": words,
        "own": _kept_by(request.scope) if request.scope.role in KEEPERS else [],
        "missing": list(without_card(request.scope)) if not words else [],
    }
    return render(request, "casework/cards/list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*KEEPERS)
def card_edit(request: StaffRequest) -> HttpResponse:
    """The card of one's own organisation; `organisation` chooses among those one keeps."""
    own = _kept_by(request.scope)
    asked = number_in(request.GET.get("organisation", ""))
    organisation = next((one for one in own if asked in {None, one.pk}), None)
    if organisation is None:
        raise Http404
    card = OrganisationCard.objects.filter(organisation=organisation).first()
    initial = stored_card(card) if card else {"version": 0}
    form = CardForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if form.is_valid() and is_done(
        form,
        lambda: keep_card(organisation, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_card,
    ):
        messages.success(request, _("The card is saved. The others see it at once."))
        return redirect("casework:card-list")
    context = {"form": form, "organisation": organisation, "own": own}
    return render(request, "casework/cards/edit.html", context, status=422 if form.errors else 200)


def _kept_by(scope: Scope) -> list[Organisation]:
    """The organisations whose card somebody keeps, their own first."""
    own = [organisation for organisation in partners(scope) if may_keep_card(scope, organisation)]
    return sorted(own, key=lambda one: one.pk not in {scope.unit_id, scope.organisation_id})

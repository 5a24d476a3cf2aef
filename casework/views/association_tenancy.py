"""The first step of everything an officer says of a tenancy: which one is it about?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, note_look, number_in
from housing.models import Tenancy

from ..forms.association_notices import TenancySearchForm
from ..queries import association_notices as queries
from .searching import elsewhere


def chosen_tenancy(request: StaffRequest) -> Tenancy | None:
    """The tenancy named in the address or the form; 404 for one that is not the association's own."""
    key = number_in(request.POST.get("tenancy") or request.GET.get("tenancy") or "")
    if key is None:
        return None
    return get_object_or_404(Tenancy.objects.visible_to(request.scope).select_related("association"), pk=key)


def choose_tenancy(request: StaffRequest, template: str) -> HttpResponse:
    """The page that finds one of the association's own tenancies."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = TenancySearchForm(request.GET or None)
    matches = None
    if form.is_valid():
        matches = queries.tenancies_matching(request.scope, form.cleaned_data["q"], today=timezone.localdate())
        note_look(request, Look.SEARCH, Subject.TENANCY, ids=[match["pk"] for match in matches])
    context = {
        "form": form,
        "matches": matches,
        "most": queries.MATCHES,
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, template, context)

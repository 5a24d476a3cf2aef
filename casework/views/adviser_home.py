"""The adviser's own pages: today, my residents, contacts by topic, and following somebody up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look, number_in
from housing import codes

from ..actions.adviser import settle_follow_up
from ..forms.adviser import ResidentSearchForm
from ..models import AdviserContact
from ..queries import adviser_home as queries
from .adviser import TOPICS, topic_names
from .leafing import leaf
from .searching import elsewhere


@require_GET
@for_roles(Role.TENANT_ADVISER)
def today(request: StaffRequest) -> HttpResponse:
    """What waits today."""
    now = timezone.localdate()
    day = queries.day_of(request.scope, today=now)
    note_look(request, Look.LIST, Subject.ADVISER_CONTACT, ids=[entry.pk for entry in (*day.due, *day.soon)])
    context = {
        "day": day,
        "today": now,
        "due": [(entry, topic_names(entry.topics)) for entry in day.due],
        "soon": [(entry, topic_names(entry.topics)) for entry in day.soon],
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/adviser/today.html", context)


@require_POST
@for_roles(Role.TENANT_ADVISER)
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody was followed up on; `undo` takes it back."""
    contact = get_object_or_404(AdviserContact.objects.visible_to(request.scope), pk=pk)
    is_done = "undo" not in request.GET
    try:
        settle_follow_up(contact, is_done=is_done, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        undo = f"undo:{reverse('casework:adviser-follow-up', args=[pk])}?undo=1" if is_done else ""
        messages.success(request, _("Followed up.") if is_done else _("It waits again."), extra_tags=undo)
    return redirect("casework:adviser-today")


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def resident_list(request: StaffRequest) -> HttpResponse:
    """The residents one has talked with, a page at a time."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    now = timezone.localdate()
    form = ResidentSearchForm(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    page = queries.residents_page(request.scope, search, cursor=request.GET.get("from", ""), today=now)
    look = Look.SEARCH if search else Look.LIST
    note_look(request, look, Subject.TENANT, ids=[entry.pk for entry in page.rows])
    context = {
        "form": form,
        "search": search,
        "entries": page.rows,
        "today": now,
        "previous_url": leaf(request, page.previous),
        "next_url": leaf(request, page.next),
    }
    return render(request, "casework/adviser/resident_list.html", context)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def topic_list(request: StaffRequest) -> HttpResponse:
    """One's own contacts of a year by topic."""
    this_year = timezone.localdate().year
    year = number_in(request.GET.get("year", "")) or this_year
    year = year if this_year - 4 <= year <= this_year else this_year
    lines = queries.topics_of(AdviserContact.objects.visible_to(request.scope), year)
    known = [line.contacts for line in lines if line.contacts is not None]
    context = {
        "year": year,
        "years": range(this_year, this_year - 5, -1),
        "largest": max(known, default=1),
        "lines": [(line, codes.name_of(TOPICS, line.topic)) for line in lines],
        "smallest": queries.LARGEST_HIDDEN,
    }
    return render(request, "casework/adviser/topic_list.html", context)

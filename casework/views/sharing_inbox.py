"""The handovers to the municipality: what waits, what was answered, and one of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in

from ..forms.sharing import HandoverSearchForm
from ..queries import handovers as queries
from ..queries.keyset import newest
from . import handover_acts
from .opened import CASEWORKERS, READERS
from .searching import elsewhere


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def inbox(request: StaffRequest) -> HttpResponse:
    """What waits for an answer, the oldest first, and what was answered lately."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = HandoverSearchForm(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    waiting = queries.waiting_for(request.scope, search=search)
    past = queries.answered(queries.handovers_of(request.scope, search=search).to_municipality(), request.scope.today)
    done = newest(past, before=number_in(request.GET.get("before", "")), size=queries.PAGE_SIZE)
    look = Look.SEARCH if search else Look.LIST
    note_look(request, look, Subject.HANDOVER, ids=[one.pk for one in (*waiting, *done.rows)])
    context = {
        "form": form,
        "is_filtered": bool(search),
        "waiting": queries.lines_of(waiting, request.scope),
        "answered": queries.lines_of(done.rows, request.scope),
        "older": done.older,
        "is_cut": len(waiting) == queries.MOST_WAITING,
    }
    return render(request, "casework/sharing/inbox.html", context)


@require_GET
@for_roles(*CASEWORKERS)
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """One handover, in or out, with what one can do."""
    return handover_acts.show(request, pk, act_url="casework:handover-act")


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def handover_act(request: StaffRequest, pk: int, how: str) -> HttpResponse:
    """Accept, decline, ask back; or answer and take back what one sent."""
    return handover_acts.do(request, pk, how, back="casework:handover")


@require_GET
@for_roles(*READERS)
def handover_file(request: StaffRequest, pk: int, item_id: int) -> HttpResponse:
    """A file that was handed over."""
    return handover_acts.item_file(request, pk, item_id)

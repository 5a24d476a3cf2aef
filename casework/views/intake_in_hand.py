"""A list the worker has in hand: how far it is, and to stop it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Role
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles
from accounts.wording import day
from housing.enums import IN_HAND
from housing.models import Delivery

from ..actions import intake as actions
from ..queries import intake as queries


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the worker is with a list; the page is loaded anew once it is done."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    if found.status in IN_HAND:
        return render(request, "casework/intake/_progress.html", in_hand(found))
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """Have the worker leave a list as it was."""
    found = get_object_or_404(queries.deliveries_of(request.scope), pk=pk)
    try:
        if not actions.stop(found, by=request.scope, now=timezone.now()):
            messages.info(request, _("It is being stopped. Nothing of the list is received."))
    except Refused as fact:
        messages.info(request, fact.message)
    return redirect("casework:delivery", pk=pk)


def in_hand(found: Delivery) -> dict[str, Any]:
    """What the page of such a list shows."""
    return {"delivery": found, "day": day(found.as_of), "progress": queries.progress_of(found, now=timezone.now())}

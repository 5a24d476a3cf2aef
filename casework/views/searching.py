"""Searches are posted and then stand in the address, where they can be kept; a CPR number never comes there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.http import StaffRequest

from ..queries.search import is_cpr

#: The field that is searched by.
WORDS = "q"


def has_cpr(request: StaffRequest) -> bool:
    """Whether a CPR number may stand in what is sought."""
    return is_cpr(_sent(request).get(WORDS, ""))


def elsewhere(request: StaffRequest) -> HttpResponse | None:
    """Where a posted search goes on; None for one that already stands in the address without a CPR number."""
    if has_cpr(request):
        messages.warning(request, _("CPR numbers are not searched for here. Use a name, an address or a number."))
        return HttpResponseRedirect(request.path)
    if request.method != "POST":
        return None
    sought = request.POST.copy()
    for name in ["csrfmiddlewaretoken", *(name for name, value in request.POST.items() if not value)]:
        sought.pop(name, None)
    return HttpResponseRedirect(f"{request.path}?{sought.urlencode()}" if sought else request.path)


def _sent(request: StaffRequest) -> dict[str, str]:
    return (request.POST if request.method == "POST" else request.GET).dict()

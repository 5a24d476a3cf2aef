"""Searches are posted and then stand in the address, where they can be kept; a CPR number never comes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, note_look, number_in

from ..forms.sharing import HandoverSearchForm
from ..queries.keyset import newest
from ..queries.search import is_cpr

M = TypeVar("M", bound=Model)


class Found(NamedTuple, Generic[M]):
    """A page of a list with its search form; `older` is the number from which it goes on, 0 at its end."""

    form: HandoverSearchForm
    rows: list[M]
    older: int
    is_filtered: bool


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


def found_by_name(
    request: StaffRequest, rows: Callable[[str], QuerySet[M]], subject: Subject, *, size: int
) -> Found[M]:
    """One page of a list, the newest first, of what fits the words in the address; the look is noted.

    `rows` gives what fits the words, all of it where there are none.
    """
    form = HandoverSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = newest(rows(words), before=number_in(request.GET.get("before", "")), size=size)
    note_look(request, Look.SEARCH if words else Look.LIST, subject, ids=[one.pk for one in found.rows])
    return Found(form, found.rows, found.older, bool(words))


def _sent(request: StaffRequest) -> dict[str, str]:
    return (request.POST if request.method == "POST" else request.GET).dict()

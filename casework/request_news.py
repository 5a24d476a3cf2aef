"""Tells those who are asked that a request waits for them, or no longer does."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.notifications import KINDS, News, Receiver, tell
from accounts.scope import Scope

from .enums_requests import Receiver as Asked
from .enums_requests import RequestKind
from .models import AgencyRequest
from .queries.request_receivers import members_of

WITHDRAWN = "request_withdrawn"
KINDS[WITHDRAWN] = _("A request to you was withdrawn")
KINDS.update(
    {f"request.{kind.value}": format_lazy("{}: {}", _("A request waits for you"), kind.label) for kind in RequestKind}
)

#: The page on which each of them reads a request.
PAGES = {
    Asked.EMPLOYMENT: "casework:request",
    Asked.UNIT: "casework:request",
    Asked.ASSOCIATION: "casework:association-request",
    Asked.ADVISER: "casework:adviser-request",
}


def tell_receivers(request: AgencyRequest, *, by: Scope, now: dt.datetime) -> None:
    """Tell the named person, or everybody who answers for the organisation; never of whom it is about."""
    asked = Asked(request.receiver)
    members = members_of(asked, request.to_organisation, timezone.localdate(now)).exclude(user=by.user_id)
    if request.to_user_id is not None:
        members = members.filter(user=request.to_user_id)
    people = members.order_by("pk").values_list("user_id", "organisation_id")
    kind = f"request.{request.kind}" if request.withdrawn_at is None else WITHDRAWN
    news = News(kind, reverse(PAGES[asked], args=[request.pk]), f"request:{request.pk}:{request.version}")
    tell((Receiver(user, organisation) for user, organisation in people), news, now=now)

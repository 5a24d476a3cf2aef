"""The views a person may use, and what of an address a view keeps."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from accounts.scope import Scope

from ..models import DefaultView, SavedView

#: What a view keeps of the list's address, in this order: the list and its filters, never a page or a person's name.
KEPT = ("list", "cause", "stage", "association", "district", "person", "due", "children")


def views_of(scope: Scope) -> QuerySet[SavedView]:
    """One's own and the unit's views by name, each with `is_default`."""
    default = DefaultView.objects.filter(view=OuterRef("pk"), user_id=scope.user_id)
    return (
        SavedView.objects.visible_to(scope)
        .select_related("owner")
        .annotate(is_default=Exists(default))
        .order_by("name", "pk")
    )


def kept_query(query: QueryDict) -> str:
    """The filters of an address in a fixed order, so that two that show the same read the same."""
    return urlencode([(name, query[name][:60]) for name in KEPT if query.get(name)])


def address_of(pk: int, query: str) -> str:
    """The address of the list as a view shows it."""
    return f"{query}&view={pk}" if query else f"view={pk}"

"""The addresses of a list's neighbouring pages."""

from __future__ import annotations

from accounts.http import StaffRequest


def leaf(request: StaffRequest, cursor: str) -> str:
    """This list as it is filtered, from a cursor on; empty where there is no such page."""
    return _with(request, cursor) if cursor else ""


def top(request: StaffRequest) -> str:
    """The first page of this list as it is filtered."""
    return _with(request, "")


def _with(request: StaffRequest, cursor: str) -> str:
    there = request.GET.copy()
    there.pop("from", None)
    if cursor:
        there["from"] = cursor
    return f"?{there.urlencode()}"

"""What every page knows: who is asking, for whom, and where they may go."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from .navigation import NAVIGATION, SEARCH
from .scope import Scope


@dataclasses.dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One entry of the rail or the bottom bar."""

    url: str
    label: str | Promise
    short: str | Promise
    icon: str
    is_current: bool


def scope(request: HttpRequest) -> dict[str, Any]:
    """`scope`, `navigation`, `search_url` and `demo` for the templates; without a scope only `demo`."""
    asking: Scope | None = getattr(request, "scope", None)
    found: dict[str, Any] = {"scope": asking, "navigation": [], "search_url": None, "demo": settings.DEMO}
    if asking is not None:
        found["navigation"] = _navigation(request, asking)
        name = SEARCH.get(asking.role)
        found["search_url"] = reverse(name) if name else None
    return found


def _navigation(request: HttpRequest, asking: Scope) -> list[NavigationEntry]:
    urls = [(entry, reverse(entry.url_name)) for entry in NAVIGATION[asking.role]]
    current = max((url for _, url in urls if request.path.startswith(url)), key=len, default=None)
    return [NavigationEntry(url, entry.label, entry.short, entry.icon, url == current) for entry, url in urls]

"""A request by somebody who is logged in, and the pages each role may open."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from .enums import Look, Role, Subject
from .models import User
from .scope import Scope

P = ParamSpec("P")

#: Keys and versions have fewer digits than this; longer texts of digits are no numbers of ours.
_MOST_DIGITS = 18


@dataclasses.dataclass(frozen=True, slots=True)
class LookTaken:
    """A look at personal data during a request, to be written to the access log when it ends."""

    look: Look
    subject: Subject
    subject_ids: tuple[int, ...]
    case_id: int | None
    purpose: str


class StaffRequest(HttpRequest):
    """A request whose person, organisation and role are known."""

    user: User
    scope: Scope
    looks: list[LookTaken]


def number_in(text: str) -> int | None:
    """The key or version that was sent as text; None for whatever is no such number."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def address_of(request: HttpRequest) -> str:
    """The network address a request comes from: what our own proxy says, never what a stranger wrote before it."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    nearest: str = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return nearest


def note_look(
    request: StaffRequest,
    look: Look,
    subject: str,
    *,
    ids: Iterable[int] = (),
    case_id: int | None = None,
    purpose: str = "",
) -> None:
    """Remember a look for the access log; it is written when the request ends, also when it fails.

    `subject` is one of `Subject`: the kind of thing looked at, never a name or a number of a person.
    """
    request.looks.append(LookTaken(look, Subject(subject), tuple(ids), case_id, purpose))


def for_roles(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[StaffRequest, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """The roles that may open a page; for all others it does not exist (404)."""

    def decorate(
        view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            scope: Scope | None = getattr(request, "scope", None)
            if scope is None or scope.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the scope middleware made it one

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]  # read by the table of URLs and roles
        return guarded

    return decorate

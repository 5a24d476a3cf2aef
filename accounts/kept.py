"""What somebody sent and could not finish: kept through a log-in or another page, given back to that person alone."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from .models import User

#: The field by which a form says whose it is and where it stands.
TICKET = "kept_for"
_SESSION = "kept"
_SALT = "accounts.kept"
#: A form that holds more than this is no page of ours.
_LONGEST = 50_000

#: What was sent: each field with its values.
Fields = dict[str, list[str]]


class _Sent(NamedTuple):
    user_id: int
    form: str
    back: str
    fields: Fields


def ticket(user: User, *, form: str, back: str) -> str:
    """What a form carries, so that its text survives a session that ends meanwhile. `back` is where it stands."""
    return signing.dumps([user.pk, form, back], salt=_SALT)


def keep_fields(request: HttpRequest, form: str, *, back: str) -> bool:
    """Keep what was just sent while its writer does something else first; False when it is more than we keep."""
    fields = _fields(request)
    if fields is None:
        return False
    request.session[_SESSION] = [request.user.pk, form, back, fields]
    return True


def kept_fields(request: HttpRequest, form: str) -> Fields | None:
    """What this person had sent by a form when the session had ended; None when there is nothing."""
    sent = _sent(request)
    return sent.fields if sent and sent.user_id == request.user.pk and sent.form == form else None


def forget_kept(request: HttpRequest, form: str) -> None:
    """It was saved or thrown away."""
    sent = _sent(request)
    if sent and sent.form == form:
        del request.session[_SESSION]


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Send strangers to log in; a form that somebody was writing comes back with its text afterwards."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        back = _keep(request)
        if back is None:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(back, reverse("accounts:login"))


def _keep(request: HttpRequest) -> str | None:
    """Keep what was sent for whoever the form was made for; returns where to go back to."""
    if request.method != "POST" or TICKET not in request.POST:
        return None
    try:
        user_id, form, back = signing.loads(request.POST[TICKET], salt=_SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return None
    fields = _fields(request)
    if fields is None:
        return None
    request.session[_SESSION] = [user_id, form, back, fields]
    return str(back)


def _fields(request: HttpRequest) -> Fields | None:
    """Every answer that was sent; None when they are longer than any page of ours."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in {TICKET, "csrfmiddlewaretoken"}}
    return fields if sum(len(value) for values in fields.values() for value in values) <= _LONGEST else None


def _sent(request: HttpRequest) -> _Sent | None:
    found = request.session.get(_SESSION)
    return _Sent(*found) if found else None

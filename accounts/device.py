"""The word that ties what a phone keeps to one log-in: gone with the log-out, so that nobody reads it afterwards."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

#: The script on the phone reads this cookie; it opens nothing on the server.
COOKIE = "phone"
LIFE_SECONDS = 24 * 60 * 60
_SESSION = "phone"


def bind(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the browser the word of this log-in, for a day."""
    word = request.session.setdefault(_SESSION, secrets.token_urlsafe(32))
    response.set_cookie(
        COOKIE,
        word,
        max_age=LIFE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,
        samesite="Strict",
    )


def unbind(response: HttpResponseBase) -> None:
    """Take it back: what the phone keeps can be read no more."""
    response.delete_cookie(COOKIE, samesite="Strict")

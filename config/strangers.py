"""Open pages know nobody: they neither read a cookie nor leave one, so that one answer serves all and may be kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

#: Below this address everything is open.
OPEN = "/tal/"


class StrangersMiddleware:
    """Take whoever asks for an open page as a stranger, before the session and the language are looked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OPEN):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers.pop("Vary", None)
        return response

"""What every open page does alike: read by anybody, in the language its address says, kept by caches, shared by all."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.enums import Language

P = ParamSpec("P")

#: How long a page may be shown without asking again: it tells of newer editions.
PAGE_SECONDS = 300
#: How long a file of an edition may be kept, which never changes.
FILE_SECONDS = 365 * 24 * 60 * 60
DANISH, ENGLISH = Language.DANISH.value, Language.ENGLISH.value


def open_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Make a view an open page: no log-in, `?lang=en` for English, and an answer a cache can check by its ETag."""

    @functools.wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return _shared(request, response)

    return csrf_exempt(login_not_required(require_safe(opened)))


def language_of(request: HttpRequest) -> str:
    """The language in the address; Danish where it says none."""
    asked = request.GET.get("lang", DANISH)
    return asked if asked in Language.values else DANISH


def _shared(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say who may keep the answer and how long; whoever has it already is only told that it still holds."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.setdefault("Cache-Control", f"public, max-age={PAGE_SECONDS}")
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    etag = response.headers.get("ETag") or quote_etag(hashlib.sha256(response.content).hexdigest())
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response

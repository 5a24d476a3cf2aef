"""The page behind a link, without log-in: a tenant chooses a time. It tells of nobody and leaves nothing behind.

All links that do not answer answer alike, whether they are unknown, out of date, used or revoked.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.http import address_of, number_in

from ..actions.choosing import ChosenMeanwhile, LinkIsOver, TimeIsTaken, choose_time, may_change
from ..enums_appointments import AppointmentMode, OfferMode
from ..guessing import WAIT_SECONDS, must_wait, note_miss
from ..models import Appointment, AppointmentOffer
from ..page_words import WORDS, Words, words_in
from ..queries.appointments import numbers_to_call, offer_behind


# There is no session or cookie whose power a foreign page could borrow: the secret in the address is all there is.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """The times to choose among, or the time that was chosen and, until the day before, the others."""
    now = timezone.now()
    asked = request.GET.get("lang", "")
    if must_wait(address_of(request)):
        return _gone(words_in(asked), status=429)
    offer = offer_behind(token, now=now)
    if offer is None:
        note_miss(address_of(request))
        return _gone(words_in(asked), status=404)
    words = words_in(asked, offer.language)
    if request.method != "POST":
        return _times(request, offer, words, now)
    return _chosen(request, offer, words, now)


def _chosen(request: HttpRequest, offer: AppointmentOffer, words: Words, now: dt.datetime) -> HttpResponse:
    slot, seen = (number_in(request.POST.get(name, "")) for name in ("slot", "seen"))
    mode = request.POST.get("mode", "") if offer.mode == OfferMode.EITHER else offer.mode
    if slot is None or seen is None or mode not in AppointmentMode.values:
        return _times(request, offer, words, now, problem=words.pick_one, status=422)
    try:
        choose_time(offer, slot=slot, mode=AppointmentMode(mode), seen=seen, now=now)
    except LinkIsOver:
        return _gone(words, status=404)
    except ChosenMeanwhile:
        return _times(request, offer, words, now, problem=words.meanwhile, status=409)
    except TimeIsTaken:
        return _times(request, offer, words, now, problem=words.taken, status=409)
    return _private(HttpResponseRedirect(f"{request.path}?lang={words.language}"))


def _times(
    request: HttpRequest,
    offer: AppointmentOffer,
    words: Words,
    now: dt.datetime,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    appointment = Appointment.objects.filter(offer=offer).first()
    context = {
        "offers": words.offers.format(municipality=offer.municipality.organisation.name),
        "phone": offer.case.unit.organisation.phone,
        "appointment": appointment and (words.moment(appointment.starts_at), words.mode(appointment.mode)),
        "seen": appointment.version if appointment else 0,
        "slots": [(slot.pk, words.moment(slot.starts_at)) for slot in offer.slots.free(now).order_by("starts_at")]
        if may_change(appointment, now)
        else [],
        "modes": _modes(request, offer, words),
        "problem": problem,
    }
    return _page("casework/times/choose.html", words, context, status=status)


def _modes(request: HttpRequest, offer: AppointmentOffer, words: Words) -> list[tuple[str, str, bool]]:
    """How the talk can be held, each with whether it is chosen."""
    if offer.mode != OfferMode.EITHER:
        return [(offer.mode, words.mode(offer.mode), True)]
    chosen = request.POST.get("mode", AppointmentMode.CALL)
    return [(mode, words.mode(mode), mode == chosen) for mode in AppointmentMode.values]


def _gone(words: Words, *, status: int) -> HttpResponse:
    """The one answer of every link that does not answer; it knows neither the address asked for nor who asks."""
    has_to_wait = status == 429
    context = {"text": words.wait if has_to_wait else words.gone, "numbers": numbers_to_call()}
    response = _page("casework/times/gone.html", words, context, status=status)
    if has_to_wait:
        response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def _page(template: str, words: Words, context: dict[str, Any], *, status: int) -> HttpResponse:
    """Rendered without the request: who happens to be logged in at this browser is no part of it."""
    languages = [(one.language, one.language.label, one is words, one.direction) for one in WORDS.values()]
    page = {"words": words, "languages": languages, **context}
    response = _private(HttpResponse(render_to_string(template, page), status=status))
    response.headers["Content-Language"] = words.language.value
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by no browser and no search engine, and told to no other site."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response

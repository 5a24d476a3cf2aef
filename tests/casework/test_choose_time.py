"""The page behind a link: what it shows to whom, what it never tells, and that dead links answer alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework import time_links
from casework.actions.appointments import offer_times, revoke_offer
from casework.actions.choosing import choose_time
from casework.calendar_feed import hash_of
from casework.enums_appointments import AppointmentMode, OfferMode, PageLanguage
from casework.guessing import MOST_MISSES
from casework.models import Appointment, AppointmentOffer, AppointmentSlot, Case
from casework.page_words import WORDS
from tests.casework.pages import main_words
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.appointments import AppointmentFactory, AppointmentOfferFactory, AppointmentSlotFactory
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TIMES = [at(TODAY + 2 * DAY, 10), at(TODAY + 3 * DAY, 14)]
TELLING = ("set-cookie", "etag", "last-modified")


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield
    cache.clear()


@pytest.fixture
def mette() -> User:
    unit = UnitFactory(organisation__phone="33 17 33 17", municipality__organisation__name="Københavns Kommune")
    return make_caseworker(unit, name="Mette Holm")


def offered(mette: User, *, number: str = "2026-00042") -> tuple[Case, str]:
    """A case about which the page must not tell anything, and the address of its link."""
    case: Case = CaseFactory(
        unit=mette.memberships.get().organisation.unit,
        assigned_to=mette,
        names="Ida Andersen",
        address="Ruten 169, 2700 Brønshøj",
        number=number,
    )
    _offer, secret = offer_times(
        case, mode=OfferMode.EITHER, times=TIMES, valid_until=TODAY + 5 * DAY, language=PageLanguage.POLISH, host=mette,
        by=scope_of(mette), now=NOW,
    )  # fmt: skip
    return case, reverse("times:choose", args=[time_links.written(secret)])


def answer(client: Client, address: str) -> tuple[int, bytes, dict[str, str]]:
    response = client.get(address)
    return response.status_code, response.content, dict(response.headers)


def test_a_tenant_chooses_and_chooses_anew_in_their_language(client: Client, mette: User) -> None:
    case, address = offered(mette)
    page = client.get(address, {"lang": "ar"})
    first, second = AppointmentSlot.objects.order_by("starts_at").values_list("pk", flat=True)

    assert 'lang="ar" dir="rtl"' in page.content.decode()
    assert 'lang="pl" dir="ltr"' in client.get(address).content.decode()
    answered = client.post(f"{address}?lang=en", {"slot": first, "mode": "visit", "seen": 0})
    assert (answered.status_code, answered.headers["Location"]) == (302, f"{address}?lang=en")
    chosen = main_words(client.get(f"{address}?lang=en"))
    assert "Your time Tuesday 24 November 2026, 10:00 We visit you at home" in chosen
    assert "You can choose another time until the day before." in chosen

    late = client.post(f"{address}?lang=en", {"slot": second, "mode": "call", "seen": 0})  # the page of before
    assert (late.status_code, WORDS["en"].meanwhile in main_words(late)) == (409, True)
    client.post(address, {"slot": second, "mode": "call", "seen": 1})
    appointment = Appointment.objects.get()
    assert (appointment.starts_at, appointment.mode, appointment.case_id) == (TIMES[1], AppointmentMode.CALL, case.pk)
    with time_machine.travel(TIMES[1] - dt.timedelta(hours=1)):
        same_day = client.get(address)
        assert (same_day.status_code, b"<form" in same_day.content) == (200, False)


def test_the_page_tells_of_nobody_and_leaves_nothing_behind(client: Client, mette: User) -> None:
    case, address = offered(mette)
    response = client.get(address)
    text = response.content.decode() + str(dict(response.headers))

    told = [word for word in ("Ida", "Andersen", "Ruten", case.number, "Mette", case.association.name) if word in text]
    assert told == []
    assert "Københavns Kommune" in text
    assert "33 17 33 17" in text
    headers = {name: response.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")}
    assert headers == {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
    assert {type(value) for value in response.headers.values()} == {str}  # as a web server takes them
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    wrong = client.post(address, {"mode": "visit"})
    assert (wrong.status_code, WORDS["pl"].pick_one in main_words(wrong), bool(wrong.cookies)) == (422, True, False)


def test_links_that_do_not_answer_cannot_be_told_apart(client: Client, mette: User) -> None:
    """Unknown, malformed, out of date, revoked, used, called off, without a free time: the same bytes and headers."""
    by = scope_of(mette)
    unit = {"case__unit": mette.memberships.get().organisation.unit}

    def dead(secret: str, **fields: object) -> AppointmentOffer:
        of_offer = {f"offer__{name}": value for name, value in fields.items()}
        slot = AppointmentSlotFactory(offer__token_hash=hash_of(secret), **of_offer)
        found: AppointmentOffer = slot.offer
        return found

    dead("outofdate", valid_until=TODAY - DAY, **unit)
    revoke_offer(dead("revoked", **unit), by=by, now=NOW)
    used = dead("used", **unit)
    AppointmentFactory(offer=used, case=used.case, state="met", ended_at=NOW, ended_by=mette, starts_at=NOW - DAY)
    off = dead("calledoff", **unit)
    AppointmentFactory(offer=off, case=off.case, state="called_off_by_us", ended_at=NOW, ended_by=mette)
    dead("past", **unit).slots.update(starts_at=NOW - DAY)
    AppointmentOfferFactory(token_hash=hash_of("notimes"), **unit)
    dead("closed", case=CaseFactory(unit=unit["case__unit"], is_closed=True))
    secrets = ["unknown", "1", "é'\"", "outofdate", "revoked", "used", "calledoff", "past", "notimes", "closed"]

    answers = {secret: answer(client, reverse("times:choose", args=[secret])) for secret in secrets}

    assert {secret: found == answers["unknown"] for secret, found in answers.items()} == dict.fromkeys(secrets, True)
    status, content, headers = answers["unknown"]
    assert (status, b"33 17 33 17" in content) == (404, True)
    assert [name for name in headers if name.lower() in TELLING] == []
    posted = [client.post(reverse("times:choose", args=[secret]), {"slot": "1", "seen": "0"}) for secret in secrets[:6]]
    assert {(one.status_code, one.content) for one in posted} == {(404, content)}


def test_whoever_guesses_waits_whatever_they_try(client: Client, mette: User) -> None:
    _case, address = offered(mette)
    for guess in range(MOST_MISSES):
        assert client.get(reverse("times:choose", args=[f"guess{guess}"])).status_code == 404

    held_up = [answer(client, one) for one in (address, reverse("times:choose", args=["unknown"]))]
    assert held_up[0] == held_up[1]
    assert (held_up[0][0], held_up[0][2]["Retry-After"]) == (429, "900")
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_of_the_database_however_many_times(
    client: Client, mette: User, count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    _case, address = offered(mette)
    offer = AppointmentOffer.objects.get()
    for hour in range(count):
        AppointmentSlotFactory(offer=offer, starts_at=at(TODAY + 4 * DAY, 9 + hour))

    with django_assert_num_queries(3):  # type: ignore[operator]  # it is a function
        assert client.get(address).status_code == 200


def test_every_language_says_everything(mette: User) -> None:
    """No field is empty, and those that are filled in keep what is filled in."""
    assert set(WORDS) == set(PageLanguage)
    for words in WORDS.values():
        assert all(getattr(words, name) for name in words.__slots__)
        assert "{municipality}" in words.offers
        assert all(name in words.message for name in ("{municipality}", "{link}", "{phone}"))
    assert WORDS["ar"].moment(TIMES[0]) == "الثلاثاء 24 نوفمبر 2026، 10:00"
    assert WORDS["da"].moment(TIMES[0]) == "tirsdag den 24. november 2026 kl. 10.00"


def test_two_homes_do_not_get_the_same_hour(client: Client, mette: User) -> None:
    offered(mette)
    _case, elsewhere = offered(mette, number="2026-00043")
    offer = AppointmentOffer.objects.order_by("pk")[0]
    slot = offer.slots.order_by("starts_at")[0]
    choose_time(offer, slot=slot.pk, mode=AppointmentMode.CALL, seen=0, now=NOW)

    page = client.get(f"{elsewhere}?lang=en").content.decode()
    assert ("24 November" in page, "25 November" in page) == (False, True)

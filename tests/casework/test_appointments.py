"""Times a tenant chooses by a link, the appointment that comes of it, and what becomes of it on the case."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.errors import NotAllowed, Refused
from accounts.models import Notification, User
from accounts.scope import Scope
from casework import time_links, urgency
from casework.actions import appointments as actions
from casework.actions.choosing import ChosenMeanwhile, LinkIsOver, TimeIsTaken, choose_time
from casework.enums_appointments import AppointmentMode, AppointmentState, OfferMode, PageLanguage
from casework.models import Appointment, AppointmentOffer, Case, CaseEvent
from casework.queries.calendar import calendar_entries
from casework.queries.sentences import say
from casework.recorded import read_cases
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.appointments import AppointmentFactory
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker, make_officer, scope_of

DAY = dt.timedelta(days=1)
TIMES = [at(TODAY + 2 * DAY, 10), at(TODAY + 3 * DAY, 14), at(TODAY + 4 * DAY, 18)]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def mette(db: None) -> User:
    return make_caseworker(UnitFactory(), name="Mette Holm")


@pytest.fixture
def by(mette: User) -> Scope:
    return scope_of(mette)


@pytest.fixture
def case(mette: User) -> Case:
    """Mette's case, opened today."""
    found: Case = CaseFactory(
        unit=mette.memberships.get().organisation.unit, assigned_to=mette, opened_on=TODAY, number="2026-00042"
    )
    return found


def offered(case: Case, by: Scope, host: User, **changed: object) -> AppointmentOffer:
    facts = {
        "mode": OfferMode.EITHER,
        "times": TIMES,
        "valid_until": TODAY + 14 * DAY,
        "language": PageLanguage.TURKISH,
        "host": host,
    }
    offer, _secret = actions.offer_times(case, **{**facts, **changed}, by=by, now=NOW)  # type: ignore[arg-type]
    return offer


def chosen(offer: AppointmentOffer, number: int, *, seen: int = 0, now: dt.datetime = NOW) -> Appointment:
    slot = offer.slots.order_by("starts_at")[number]
    return choose_time(offer, slot=slot.pk, mode=AppointmentMode.VISIT, seen=seen, now=now)


def is_open(offer: AppointmentOffer, now: dt.datetime) -> bool:
    return AppointmentOffer.objects.open_to_tenant(now).filter(pk=offer.pk).exists()


def test_a_secret_is_long_typed_as_it_is_read_and_not_kept(case: Case, by: Scope, mette: User) -> None:
    offer, secret = actions.offer_times(
        case, mode=OfferMode.CALL, times=TIMES, valid_until=TODAY, language=PageLanguage.ARABIC, host=mette,
        by=by, now=NOW,
    )  # fmt: skip

    assert len(set(time_links.ALPHABET)) ** len(secret) >= 2**128
    assert time_links.read(time_links.written(secret).upper()) == secret
    assert secret not in str(AppointmentOffer.objects.filter(pk=offer.pk).values())


def test_the_story_of_an_appointment(case: Case, by: Scope, mette: User) -> None:
    """Offered, chosen, changed, met: at its hour in the calendar, asked for afterwards, told to who has the case."""
    offer = offered(case, by, mette)
    first = chosen(offer, 0)
    changed = chosen(offer, 2, seen=first.version)

    case.refresh_from_db()
    deadline = case.deadlines.get(rule="appointment")
    assert (changed.pk, changed.starts_at, changed.version) == (first.pk, TIMES[2], 2)
    assert (deadline.due_on, deadline.takes_place_at, case.next_court_at) == (TODAY + 4 * DAY, TIMES[2], None)
    entries = {entry.title: entry.at for _pk, entry in calendar_entries(by)}
    assert entries["Appointment with the household, case 2026-00042"] == TIMES[2]
    told = Notification.objects.filter(user=mette, kind="event.appointment")
    assert told.count() == 2

    after = TIMES[2] + 3 * DAY
    with pytest.raises(Refused):
        actions.end_appointment(changed, state=AppointmentState.MET, version=2, by=by, now=NOW)
    ended = actions.end_appointment(
        changed, state=AppointmentState.MET, note="Talte om budget", version=2, by=by, now=after
    )
    deadline.refresh_from_db()
    assert (deadline.ended_on, deadline.ended_by) == (timezone.localdate(after), "met")
    assert (ended.is_planned, is_open(offer, after)) == (False, False)
    events = CaseEvent.objects.filter(case=case, kind__in=["offer", "appointment"]).order_by("pk")
    assert [(event.by_name, say(event.kind, event.detail).title) for event in events] == [
        ("Mette Holm", "Offered 3 times to choose among"),
        ("Lejeren", "The tenant chose a time: 24 Nov 2026, 10:00"),
        ("Lejeren", "The tenant chose another time: 26 Nov 2026, 18:00"),
        ("Mette Holm", "Appointment of 26 Nov 2026, 18:00: the talk took place"),
    ]


def test_the_case_comes_up_on_the_day_and_until_somebody_says_what_came_of_it(
    case: Case, by: Scope, mette: User
) -> None:
    actions.agree_appointment(
        case, mode=AppointmentMode.CALL, starts_at=at(TODAY, 15), host=mette, by=by, now=NOW - 9 * DAY
    )

    with connection.cursor() as cursor:
        (found,) = read_cases(cursor, [case.pk], today=TODAY)
    places = {one.rule: one.key for one in urgency.applying(found.urgency_facts, found.lead_days)}
    assert places["appointment"] == TODAY
    assert [urgency.reason("appointment", TODAY, TODAY + days * DAY) for days in (-1, 0, 2)] == [
        "Appointment with the household in 1 day",
        "Appointment with the household today",
        "Appointment 2 days ago: what came of it?",
    ]


def test_a_link_is_over_when_it_is_revoked_out_of_date_used_or_its_case_closed(
    case: Case, by: Scope, mette: User
) -> None:
    replaced, offer = offered(case, by, mette), offered(case, by, mette)
    assert (is_open(replaced, NOW), is_open(offer, NOW)) == (False, True)
    assert not is_open(offer, NOW + 15 * DAY)

    appointment = chosen(offer, 0)
    day_before, same_day, day_after = TIMES[0] - DAY, TIMES[0] - dt.timedelta(hours=2), TIMES[0] + DAY
    assert [is_open(offer, now) for now in (day_before, same_day, day_after)] == [True, True, False]
    with pytest.raises(ChosenMeanwhile):
        chosen(offer, 1, seen=appointment.version, now=same_day)
    with pytest.raises(LinkIsOver):
        chosen(offer, 1, seen=appointment.version, now=day_after)

    actions.revoke_offer(offer, by=by, now=NOW)
    assert not is_open(offer, day_before)
    another = offered(case, by, mette)
    closed = {"closed_at": NOW, "closed_on": TODAY, "closed_year": 2026, "closed_by": mette}
    answers = {"housing_outcome": "stays", "contact_outcome": "helped", "arrears_outcome": "instalments"}
    Case.objects.filter(pk=case.pk).update(**closed, **answers)
    assert not is_open(another, NOW)


def test_nobody_is_in_two_places_at_once(case: Case, by: Scope, mette: User) -> None:
    offer = offered(case, by, mette)
    AppointmentFactory(host=mette, starts_at=TIMES[0])

    with pytest.raises(TimeIsTaken):
        chosen(offer, 0)
    with pytest.raises(Refused):
        actions.agree_appointment(case, mode=AppointmentMode.CALL, starts_at=TIMES[0], host=mette, by=by, now=NOW)
    assert chosen(offer, 1).starts_at == TIMES[1]


def test_an_officer_of_the_association_does_not_see_it(case: Case, by: Scope, mette: User) -> None:
    appointment = chosen(offered(case, by, mette), 0)
    officer = scope_of(make_officer(case.association))

    assert not Appointment.objects.visible_to(officer).exists()
    assert not AppointmentOffer.objects.visible_to(officer).exists()
    with pytest.raises(NotAllowed):
        actions.end_appointment(appointment, state=AppointmentState.MET, version=1, by=officer, now=NOW + 9 * DAY)


@time_machine.travel(NOW)
def test_from_the_form_to_the_letter_and_the_contact(client: Client, case: Case, by: Scope, mette: User) -> None:
    """The link is made on a page and goes into a letter; what came of the talk is noted as a contact, filled in."""
    client.force_login(mette)
    address = reverse("casework:offer-new", args=[case.pk])
    form = client.get(address).context["form"]
    given = {name: form[name].value() for name in form.fields}
    times = {name: given[name].strftime("%Y-%m-%dT%H:%M") for name in ("time_1", "time_2", "time_3")}
    made = client.post(
        address, {**times, "mode": "visit", "language": "en", "host": mette.pk, "valid_until": given["valid_until"]}
    )
    link = made.context["link"]
    offer = AppointmentOffer.objects.get()
    assert (made.status_code, offer.slots.count(), link in made.context["message"]) == (200, 3, True)
    key = f"{reverse('casework:letter-new', args=[case.pk])}?letter=help_offer.da"
    letter = client.post(key, {"do": "begin", "time_link": link})
    assert f"Du kan også selv vælge en tid til en samtale her: {link}" in letter.context["form"]["body"].value()

    appointment = chosen(offer, 0)
    with time_machine.travel(appointment.starts_at + DAY):
        client.force_login(mette)
        end = reverse("casework:appointment-end", args=[case.pk, appointment.pk])
        answered = client.post(end, {"state": "not_met", "note": "", "version": 1})
        contact = client.get(answered.headers["Location"].partition("#")[0]).context["log"].form
        filled = [contact[name].value() for name in ("mode", "outcome", "part_of_day", "day")]
    assert filled == ["home_visit", "no_show", "morning", timezone.localdate(appointment.starts_at)]


@pytest.fixture
def committed(transactional_db: None) -> AppointmentOffer:
    mette = make_caseworker(UnitFactory(), name="Mette Holm")
    case = CaseFactory(unit=mette.memberships.get().organisation.unit, assigned_to=mette)
    return offered(case, scope_of(mette), mette)


def test_of_two_of_a_home_who_choose_at_once_one_wins(committed: AppointmentOffer) -> None:
    at_once, lost = threading.Barrier(2), []

    def tried(number: int) -> None:
        try:
            with transaction.atomic():
                at_once.wait(timeout=20)
                chosen(AppointmentOffer.objects.select_related("case").get(pk=committed.pk), number)
        except ChosenMeanwhile:
            lost.append(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tried, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    appointment = Appointment.objects.get()
    assert lost == [number for number in (0, 1) if TIMES[number] != appointment.starts_at]
    assert CaseEvent.objects.filter(kind="appointment").count() == 1

"""News: told once, read in the application, and mailed as often as each person chose, without a word of what it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.enums import MailPace
from accounts.models import Mail, Notification, User
from accounts.notifications import News, Receiver, mail_unread, tell
from casework.actions.logging import add_note
from casework.enums import ParticipantKind
from casework.models import Case
from tests.factories import NOW
from tests.factories.accounts import NotificationFactory, UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.listing import AbsenceFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db


def told() -> set[tuple[int, str, str]]:
    return set(Notification.objects.values_list("user_id", "kind", "subject"))


def write_note(case: Case, author: User) -> None:
    add_note(case, text="Ringer igen i morgen.", by=scope_of(author), now=NOW)


def test_who_has_a_case_is_told_what_a_colleague_did_and_so_is_the_deputy_of_the_day() -> None:
    unit = UnitFactory()
    holder, colleague, deputy = (make_caseworker(unit) for _ in range(3))
    case = CaseFactory(unit=unit, assigned_to=holder)
    AbsenceFactory(user=holder, deputy=deputy, unit=unit, starts_on=NOW.date())

    write_note(case, holder)
    write_note(case, colleague)

    assert told() == {(user.pk, "event.note", case.number) for user in (holder, deputy)}


def test_a_restricted_case_is_told_of_to_nobody_but_its_holder() -> None:
    unit = UnitFactory()
    case = CaseFactory(unit=unit, assigned_to=make_caseworker(unit), is_restricted=True)
    AbsenceFactory(user=case.assigned_to, deputy=make_caseworker(unit), unit=unit, starts_on=NOW.date())
    colleague = make_caseworker(unit)
    CaseParticipantFactory(case=case, user=colleague, kind=ParticipantKind.CLEARED)

    write_note(case, colleague)

    assert told() == {(case.assigned_to_id, "event.note", case.number)}


def test_nothing_is_told_twice() -> None:
    user = make_caseworker()
    for _ in range(2):
        tell([Receiver(user.pk)] * 2, News("event.note", "/", "one"), now=NOW)

    assert Notification.objects.count() == 1


def test_news_is_counted_opened_and_read(client: Client) -> None:
    user = make_caseworker()
    first, second = NotificationFactory.create_batch(2, user=user, path=reverse("casework:worklist"))
    stranger = NotificationFactory()
    client.force_login(user)

    pressed = client.post(reverse("accounts:notification-open"), {"notification": first.pk})
    foreign = client.post(reverse("accounts:notification-open"), {"notification": stranger.pk})
    page = client.get(reverse("accounts:notification-list"))

    assert [answer.headers["Location"] for answer in (pressed, foreign)] == [
        reverse("casework:worklist"),
        reverse("accounts:notification-list"),
    ]
    assert (page.context["scope"].unread_count, len(page.context["rows"])) == (1, 2)
    client.post(reverse("accounts:notification-read-all"))
    assert set(Notification.objects.filter(read_at__isnull=True)) == {stranger}
    second.refresh_from_db()
    assert second.read_at is not None


def test_news_of_another_organisation_waits_until_one_works_for_it(client: Client) -> None:
    user = make_caseworker()
    NotificationFactory(user=user, organisation=CaseFactory().unit.organisation)
    client.force_login(user)

    page = client.get(reverse("accounts:notification-list"))

    assert (page.context["rows"], page.context["scope"].unread_count) == ([], 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_as_for_one(
    count: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = make_caseworker()
    NotificationFactory.create_batch(count, user=user)
    client.force_login(user)

    with django_assert_num_queries(5):
        page = client.get(reverse("accounts:notification-list"))

    assert len(page.context["rows"]) == count


def test_each_is_mailed_at_their_own_pace_once_and_without_a_word_of_it() -> None:
    readers = {pace: make_caseworker() for pace in MailPace}
    for pace, user in readers.items():
        User.objects.filter(pk=user.pk).update(mail_pace=pace)
        NotificationFactory.create_batch(2, user=user, subject="2026-77")
        NotificationFactory(user=user, read_at=NOW)

    written = [mail_unread(pace, now=NOW) for pace in (MailPace.AT_ONCE, MailPace.DAILY) for _ in range(2)]

    mails = list(Mail.objects.order_by("pk"))
    assert written == [1, 0, 1, 0]
    assert [mail.to for mail in mails] == [readers[MailPace.AT_ONCE].email, readers[MailPace.DAILY].email]
    assert all("2026-77" not in mail.text + mail.subject and "2 nye" in mail.subject for mail in mails)
    assert all(reverse("accounts:notification-list") in mail.text for mail in mails)


def test_what_came_after_the_last_mail_is_in_the_next() -> None:
    user = make_caseworker()
    NotificationFactory(user=user)
    mail_unread(MailPace.DAILY, now=NOW)
    NotificationFactory(user=user)

    mail_unread(MailPace.DAILY, now=NOW + dt.timedelta(days=1))

    assert [mail.subject for mail in Mail.objects.order_by("pk")] == ["Fasthold: 1 ny besked"] * 2

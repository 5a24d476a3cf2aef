"""The adviser's day, residents and drop-in hours, and what a phone sends: logged once, shown to nobody else."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed, Refused
from accounts.models import User
from casework.actions.adviser import change_contact, log_contact, settle_follow_up
from casework.actions.drop_in import change_drop_in, keep_drop_in
from casework.models import AdviserContact, DropInHours
from casework.queries.adviser_home import TopicLine, day_of, residents_page, topics_of
from housing.models import HousingAssociation, Tenant
from tests.factories import NOW, TODAY
from tests.factories.housing import HousingAssociationFactory, LeaseTenantFactory, TenantFactory
from tests.factories.people import make_adviser, make_caseworker, make_officer, scope_of
from tests.factories.sharing import AdviserContactFactory, AdviserContactTieFactory, DropInHoursFactory

pytestmark = pytest.mark.django_db

TODAY_PAGE, NEW = "casework:adviser-today", "casework:adviser-contact-new"
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory()


@pytest.fixture
def adviser(association: HousingAssociation) -> User:
    return make_adviser(association, name="Karen Bruun")


@pytest.fixture
def own(client: Client, adviser: User) -> Client:
    client.force_login(adviser)
    return client


def contact_of(adviser: User, association: HousingAssociation, **facts: Any) -> AdviserContact:
    return AdviserContactFactory(adviser=adviser, association=association, **facts)


def resident_of(association: HousingAssociation, name: str, street: str) -> Tenant:
    return LeaseTenantFactory(
        lease__tenancy__department__association=association,
        lease__tenancy__street=street,
        tenant=TenantFactory(association=association, name=name),
    ).tenant


def facts(**changes: Any) -> dict[str, Any]:
    given = {"occurred_on": TODAY, "place": "", "topics": ["debt"], "minutes": 5, "done": "", "referred_to": ""}
    return {**given, "resident": None, "now": NOW, **changes}


def typed(**changes: Any) -> dict[str, Any]:
    return {"topics": ["debt"], "minutes": "30", "occurred_on": TODAY.isoformat(), "done": "Brevet", **changes}


def test_what_a_phone_sends_twice_is_logged_once(own: Client, adviser: User, association: HousingAssociation) -> None:
    key = uuid.uuid4()
    answers = [own.post(reverse(NEW), typed(device_key=str(key)), headers={"X-Sent-By": "phone"}) for _time in range(2)]

    assert [answer.json() for answer in answers] == [{"url": reverse("casework:adviser-contact-list")}] * 2
    assert list(AdviserContact.objects.values_list("adviser", "device_key", "done")) == [(adviser.pk, key, "Brevet")]

    colleague = scope_of(make_adviser(association))
    log_contact(association=association, **facts(), device_key=key, by=colleague)
    assert AdviserContact.objects.filter(device_key=key).count() == 2, "nobody meets another's contact by its key"


def test_what_the_phone_keeps_of_the_form_names_nobody(own: Client, adviser: User) -> None:
    shell = own.get(reverse("casework:adviser-shell")).content.decode()
    worker, again = (own.get(reverse("casework:adviser-worker")) for _time in range(2))

    assert (adviser.name in shell, "csrfmiddlewaretoken" in shell, TODAY.isoformat() in shell) == (False, False, False)
    assert worker.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert worker.content == again.content
    assert re.search(r'"cache": "fasthold-phone-[0-9a-f]{16}"', worker.content.decode())
    assert "unsafe" not in worker.headers["Content-Security-Policy"]
    adviser.language = "en"
    adviser.save(update_fields=["language"])
    assert own.get(reverse("casework:adviser-worker")).content != worker.content, "other words, another cache"


def test_the_word_of_a_log_in_ends_with_the_log_out(own: Client, adviser: User) -> None:
    words = set()
    for _time in range(2):
        own.get(reverse(NEW))
        first = own.cookies["phone"].value
        own.get(reverse(NEW))
        assert (own.cookies["phone"].value, own.cookies["phone"]["max-age"]) == (first, 24 * 60 * 60)
        words.add(first)
        own.post(reverse("accounts:logout"))
        assert own.cookies["phone"].value == ""
        own.force_login(adviser)
    assert len(words) == 2


def test_people_to_follow_up_are_met_and_that_is_undone(
    own: Client, adviser: User, association: HousingAssociation
) -> None:
    ida = resident_of(association, "Ida Holm", "Ruten 169, 4. tv")
    late = contact_of(adviser, association, follow_up_on=TODAY - DAY)
    AdviserContactTieFactory(contact=late, tenant=ida)
    contact_of(adviser, association, follow_up_on=TODAY + DAY)
    contact_of(adviser, association, follow_up_on=TODAY + 9 * DAY)
    contact_of(make_adviser(association), association, follow_up_on=TODAY)

    day = day_of(scope_of(adviser), today=TODAY)
    done = own.post(reverse("casework:adviser-follow-up", args=[late.pk]), follow=True)

    assert [(entry.pk, entry.residents) for entry in day.due] == [(late.pk, ["Ida Holm"])]
    assert [entry.follow_up_on for entry in day.soon] == [TODAY + DAY]
    assert done.context["due"] == []
    late.refresh_from_db()
    assert (late.followed_up_on, late.version) == (TODAY, 2)
    own.post(reverse("casework:adviser-follow-up", args=[late.pk]) + "?undo=1")
    late.refresh_from_db()
    assert (late.followed_up_on, late.version) == (None, 3)

    with pytest.raises(NotAllowed):
        settle_follow_up(late, is_done=True, by=scope_of(make_adviser(association)), now=NOW)
    with pytest.raises(Refused):
        settle_follow_up(contact_of(adviser, association), is_done=True, by=scope_of(adviser), now=NOW)


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ({}, None),
        ({"follow_up": "tomorrow"}, TODAY + DAY),
        ({"follow_up": "week"}, TODAY + 7 * DAY),
        ({"follow_up": "date", "follow_up_on": "2026-12-01"}, dt.date(2026, 12, 1)),
        ({"follow_up_on": "2026-12-01"}, dt.date(2026, 12, 1)),
    ],
)
def test_a_day_to_follow_up_is_chosen(own: Client, sent: dict[str, str], day: dt.date | None) -> None:
    own.post(reverse(NEW), typed(**sent))
    assert list(AdviserContact.objects.values_list("follow_up_on", flat=True)) == [day]


def test_another_day_waits_again_and_none_takes_it_off(
    own: Client, adviser: User, association: HousingAssociation
) -> None:
    contact = contact_of(adviser, association, follow_up_on=TODAY - DAY, followed_up_on=TODAY - DAY)
    changed = change_contact(contact, version=1, **facts(follow_up_on=TODAY + DAY), by=scope_of(adviser))
    assert (changed.follow_up_on, changed.followed_up_on) == (TODAY + DAY, None)

    edit = reverse("casework:adviser-contact-edit", args=[contact.pk])
    wrong = own.post(edit, typed(version=2, follow_up="date", follow_up_on="2026-11-01"))
    assert list(wrong.context["form"].errors) == ["follow_up_on"]
    own.post(edit, typed(version=2, follow_up="", follow_up_on=(TODAY + DAY).isoformat()))
    contact.refresh_from_db()
    assert contact.follow_up_on is None


def test_drop_in_hours_stand_on_their_day_and_fill_the_form(
    own: Client, adviser: User, association: HousingAssociation
) -> None:
    hours = {"place": "Beboerhuset", "starts_at": "14:00", "ends_at": "16:00", "association": association.pk}
    own.post(reverse("casework:drop-in-new"), {**hours, "weekday": "6"})
    own.post(reverse("casework:drop-in-new"), {**hours, "on": "2026-11-23", "place": "Caféen"})
    wrong = own.post(reverse("casework:drop-in-new"), {**hours, "weekday": "1", "on": "2026-11-23", "ends_at": "13:00"})
    DropInHoursFactory(association=association)
    kept = DropInHours.objects.get(adviser=adviser, weekday=6)

    assert list(wrong.context["form"].errors) == ["weekday", "ends_at"]
    assert [one.place for one in day_of(scope_of(adviser), today=TODAY).hours] == ["Beboerhuset"]
    assert [one.place for one in day_of(scope_of(adviser), today=TODAY + DAY).hours] == ["Caféen"]
    assert own.get(reverse(NEW), {"hours": kept.pk}).context["form"]["place"].value() == "Beboerhuset"

    own.post(reverse("casework:drop-in-edit", args=[kept.pk]), {**hours, "weekday": "2", "version": 1})
    late = own.post(reverse("casework:drop-in-edit", args=[kept.pk]), {**hours, "weekday": "3", "version": 1})
    assert [(one.theirs, one.yours) for one in late.context["form"].clashes] == [("Onsdag", "Torsdag")]
    own.post(reverse("casework:drop-in-end", args=[kept.pk]))
    assert not DropInHours.objects.filter(pk=kept.pk).exists()

    given: dict[str, Any] = {"place": "Her", "weekday": 1, "on": None, "starts_at": dt.time(9), "ends_at": dt.time(10)}
    for by in (scope_of(make_officer(association)), scope_of(make_caseworker())):
        with pytest.raises(NotAllowed):
            keep_drop_in(association=association, **given, by=by)
    with pytest.raises(NotAllowed):
        change_drop_in(
            DropInHours.objects.get(adviser=adviser),
            version=1,
            association=association,
            **given,
            by=scope_of(make_adviser(association)),
        )


def test_my_residents_are_those_who_agreed(own: Client, adviser: User, association: HousingAssociation) -> None:
    ida, bo = (
        resident_of(association, name, street) for name, street in (("Ida Holm", "Ruten 1"), ("Bo Bang", "Bakken 2"))
    )
    for tenant, day, follow_up in ((ida, 3, None), (ida, 9, TODAY), (bo, 5, None)):
        contact = contact_of(adviser, association, occurred_on=dt.date(2026, 11, day), follow_up_on=follow_up)
        AdviserContactTieFactory(contact=contact, tenant=tenant)
    theirs = contact_of(make_adviser(association), association)
    AdviserContactTieFactory(contact=theirs, tenant=resident_of(association, "Eva Lund", "Ruten 3"))
    AdviserContactTieFactory(
        contact=contact_of(adviser, association), tenant=resident_of(association, "Kim", "Ruten 4"), untied_at=NOW
    )

    def found(search: str = "") -> list[tuple[Any, ...]]:
        return [
            (one.name, one.last_on.day, one.talks, one.follow_up_on)
            for one in residents_page(scope_of(adviser), search, cursor="", today=TODAY).rows
        ]

    assert found() == [("Ida Holm", 9, 2, TODAY), ("Bo Bang", 5, 1, None)]
    assert (found("bakken"), found("eva")) == ([("Bo Bang", 5, 1, None)], [])
    filtered = own.get(reverse("casework:adviser-contact-list"), {"resident": ida.pk})
    assert [entry.residents for entry, _topics in filtered.context["entries"]] == [["Ida Holm"]] * 2
    assert own.get(reverse(NEW), {"resident": ida.pk}).context["form"]["tenant"].value() == ida.pk


def test_topics_of_a_year_hide_the_small_counts(adviser: User, association: HousingAssociation) -> None:
    for number in range(5):
        contact_of(adviser, association, topics=["debt", "divorce"] if number < 4 else ["debt"])
    contact_of(adviser, association, topics=["moving"], occurred_on=dt.date(2025, 1, 1))

    counted = topics_of(AdviserContact.objects.visible_to(scope_of(adviser)), 2026)
    assert counted == [TopicLine("debt", 5), TopicLine("divorce", None)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_a_fixed_number_of_times(
    own: Client, adviser: User, association: HousingAssociation, count: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(count):
        contact = contact_of(adviser, association, follow_up_on=TODAY)
        AdviserContactTieFactory(contact=contact, tenant=resident_of(association, "Ida", "Ruten 1"))
        DropInHoursFactory(adviser=adviser, association=association)
    own.get(reverse(TODAY_PAGE))

    for name, most in ((TODAY_PAGE, 10), ("casework:adviser-resident-list", 7), ("casework:drop-in-list", 6)):
        with django_assert_max_num_queries(most):
            assert own.get(reverse(name)).status_code == 200

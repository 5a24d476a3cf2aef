"""The pages of consents and handovers: what stands on them before, with and after consent, and what they ask."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog, Notification
from casework.actions.handover_answers import accept_handover
from casework.enums_sharing import HandoverStatus
from casework.models import Case, Consent, Handover
from casework.queries.case_file import sections_of
from tests.factories import NOW, TODAY
from tests.factories.people import make_caseworker, make_officer, scope_of
from tests.factories.sharing import ConsentFactory, HandoverFactory, HandoverItemFactory

from .pages import main_words, row_links
from .test_handovers import Town, town  # noqa: F401  # the town of a resident is a fixture

pytestmark = pytest.mark.django_db

SECRET = "Mistede sit arbejde i september."


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_withdrawing_shuts_page_list_search_and_export_at_once(town: Town) -> None:  # noqa: F811
    mette = make_caseworker(town.unit)
    worker, adviser = logged_in(mette), logged_in(town.adviser)
    case = town.case()
    by = scope_of(mette)
    name = town.tenant.name

    def everywhere() -> tuple[bool, ...]:
        """Whether the contents stand on the handover's page, the case's page, the case as a file."""
        page = worker.get(reverse("casework:handover", args=[handover.pk]))
        sharing = worker.get(reverse("casework:case-sharing", args=[case.pk]))
        exported = str(sections_of(case, by, with_notes=True, now=NOW))
        return SECRET in main_words(page), SECRET in main_words(sharing), SECRET in exported

    before = worker.get(reverse("casework:handover-inbox"))
    consent = town.consent()
    handover = town.handed_over(consent)
    waiting = worker.get(reverse("casework:handover-inbox"), {"q": name})
    answer = worker.post(reverse("casework:handover-act", args=[handover.pk, "accept"]), {"version": 1})
    with_consent = everywhere()
    adviser.post(reverse("casework:resident-consent-withdraw", args=[consent.pk]))

    assert (row_links(before), row_links(waiting)) == ([], [name])
    assert answer.headers["Location"] == reverse("casework:handover", args=[handover.pk])
    assert (with_consent, everywhere()) == ((True, True, True), (False, False, False))
    closed = main_words(worker.get(reverse("casework:handover", args=[handover.pk])))
    assert "Samtykket blev trukket tilbage" in closed
    assert "Modtageren kan ikke længere læse dette" in main_words(
        adviser.get(reverse("casework:adviser-handover", args=[handover.pk]))
    )
    assert AccessLog.objects.filter(subject="handover", user_id=mette.pk, case_id=case.pk).exists()
    assert list(Notification.objects.filter(kind="handover").values_list("user", flat=True)) == [town.adviser.pk]


def test_an_officer_reads_received_until_it_is_taken_up(town: Town) -> None:  # noqa: F811
    officer = logged_in(make_officer(town.association))
    url = reverse("casework:officer-handover-list")
    given: dict[str, Any] = {"lease": town.lease, "direction": "from_association", "tenant": None}
    said = {"about_names": "Ida Holm", "municipality": town.unit.municipality, "unit": town.unit}
    waiting = HandoverFactory(**given, **said)
    declined = HandoverFactory(
        **given, **said, status="declined", answer_reason="Nej", answered_at=NOW, answered_by=town.adviser
    )

    def page(handover: Handover) -> str:
        words = main_words(officer.get(reverse("casework:officer-handover", args=[handover.pk])))
        return words.replace(handover.sent_by.name, "")

    assert page(waiting) == page(declined)
    assert main_words(officer.get(url)).count("Modtaget") == 2
    accept_handover(waiting, version=1, by=scope_of(make_caseworker(town.unit)), now=NOW)
    assert "Taget op" in page(Handover.objects.get(pk=waiting.pk))


def test_who_is_too_late_sees_how_it_stands(town: Town) -> None:  # noqa: F811
    handover = town.handed_over()
    first, second = (logged_in(make_caseworker(town.unit)) for _ in range(2))
    url = reverse("casework:handover-act", args=[handover.pk, "decline"])

    first.post(url, {"version": 1, "reason": "Flyttet"})
    late = second.post(url, {"version": 1, "reason": "Kender dem ikke"}, follow=True)

    assert "En anden var hurtigere" in main_words(late)
    handover.refresh_from_db()
    assert (handover.status, handover.answer_reason) == (HandoverStatus.DECLINED, "Flyttet")


def test_the_forms_say_what_is_missing_and_do_what_they_are_for(town: Town) -> None:  # noqa: F811
    adviser = logged_in(town.adviser)
    new = f"{reverse('casework:adviser-handover-new')}?resident={town.tenant.pk}"
    consent_new = f"{reverse('casework:resident-consent-new')}?resident={town.tenant.pk}"
    sent = {"lease": town.lease.pk, "contacts": [town.contact.pk], "basis": "consent", "purpose": "Hjælp"}
    given = {
        "whose": town.tenant.pk,
        "topics": ["debt"],
        "organisations": [town.unit.municipality_id],
        "starts_on": TODAY,
        "ends_on": TODAY,
        "form": "oral",
    }

    refused = adviser.post(new, sent)
    unheard = adviser.post(consent_new, given)
    adviser.post(consent_new, {**given, "witness": "Mona Lund"})
    consent = Consent.objects.get()
    adviser.post(new, {**sent, "consent": consent.pk, "topics": ["debt"]})

    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["consent", "topics"])
    assert (unheard.status_code, list(unheard.context["form"].errors)) == (422, ["witness"])
    assert list(Handover.objects.values_list("consent", "status")) == [(consent.pk, "waiting")]
    blank = adviser.get(reverse("casework:resident-consent-form"))
    assert blank.content.startswith(b"%PDF")


def test_who_notes_the_consent_first_comes_back_to_the_handover_with_what_they_typed(town: Town) -> None:  # noqa: F811
    adviser = logged_in(town.adviser)
    new = f"{reverse('casework:adviser-handover-new')}?resident={town.tenant.pk}"
    typed = {"contacts": [town.contact.pk], "fact": "Har fået et rykkerbrev.", "purpose": "Hjælp til gælden"}
    given = {
        "whose": town.tenant.pk,
        "topics": ["debt"],
        "organisations": [town.unit.municipality_id],
        "starts_on": TODAY,
        "ends_on": TODAY,
        "form": "oral",
        "witness": "Mona Lund",
    }

    first = adviser.post(new, {**typed, "consent-first": "1", "lease": town.lease.pk})
    page = adviser.get(first.headers["Location"])
    noted = adviser.post(first.headers["Location"], given)
    form = adviser.get(noted.headers["Location"]).context["form"]
    consent = Consent.objects.get()

    assert page.context["cancel_url"] == new
    shown = {name: form[name].value() for name in (*typed, "lease", "basis", "consent")}
    assert shown == {
        **typed,
        "contacts": [str(town.contact.pk)],
        "lease": str(town.lease.pk),
        "basis": "consent",
        "consent": consent.pk,
    }
    sent = adviser.post(noted.headers["Location"], {**typed, **shown, "topics": ["debt"]})
    assert (sent.status_code, Handover.objects.get().consent) == (302, consent)
    assert adviser.get(new).context["form"]["fact"].value() is None


def test_a_caseworker_notes_the_consent_first_as_well(town: Town) -> None:  # noqa: F811
    case = town.case()
    mette = logged_in(make_caseworker(town.unit))
    new = reverse("casework:case-handover-new", args=[case.pk])
    given = {
        "whose": case.case_people.get().person_id,
        "topics": ["arrears"],
        "organisations": [town.association.pk],
        "starts_on": TODAY,
        "ends_on": TODAY,
        "form": "digital",
        "reference": "Digital Post",
    }

    first = mette.post(new, {"fact": "Budgettet holder.", "consent-first": "1"})
    noted = mette.post(first.headers["Location"], given)
    form = mette.get(noted.headers["Location"]).context["form"]

    assert noted.headers["Location"].startswith(new)
    assert (form["fact"].value(), form["consent"].value()) == ("Budgettet holder.", Consent.objects.get().pk)


def test_either_end_notes_on_the_handover_that_the_resident_took_the_consent_back(town: Town) -> None:  # noqa: F811
    case = town.case()
    mette = make_caseworker(town.unit)
    worker, adviser = logged_in(mette), logged_in(town.adviser)
    handover = accept_handover(town.handed_over(town.consent()), version=1, by=scope_of(mette), now=NOW)
    url = reverse("casework:handover-act", args=[handover.pk, "withdraw"])
    on_no_consent = town.handed_over()

    assert url in worker.get(reverse("casework:handover", args=[handover.pk])).content.decode()
    assert worker.get(reverse("casework:handover-act", args=[on_no_consent.pk, "withdraw"])).status_code == 404
    worker.post(url)

    for client, name in ((worker, "handover"), (adviser, "adviser-handover")):
        page = client.get(reverse(f"casework:{name}", args=[handover.pk]))
        assert "Samtykket blev trukket tilbage" in main_words(page)
        assert "withdraw" not in page.content.decode()
    assert "trak samtykket tilbage" in main_words(worker.get(reverse("casework:case", args=[case.pk])))


def test_the_consents_are_leafed_through_and_found_by_name(town: Town) -> None:  # noqa: F811
    adviser = logged_in(town.adviser)
    ConsentFactory.create_batch(51, of_resident=True, tenant=town.tenant, recorded_by=town.adviser)
    url = reverse("casework:resident-consent-list")

    first = adviser.get(url, {"q": town.tenant.name})
    older = adviser.get(url, {"q": town.tenant.name, "before": first.context["older"]})
    none = adviser.get(url, {"q": "Findes ikke"})

    assert [len(page.context["consents"]) for page in (first, older, none)] == [50, 1, 0]
    assert (older.context["older"], "Intet samtykke passer" in main_words(none)) == (0, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_however_long(
    town: Town,  # noqa: F811
    count: int,
    django_assert_num_queries: Any,
) -> None:
    mette = make_caseworker(town.unit)
    case: Case = town.case()
    for _ in range(count):
        said = {"lease": town.lease, "municipality": town.unit.municipality, "unit": town.unit}
        HandoverItemFactory(handover=HandoverFactory(**said, sent_by=town.adviser))
        ConsentFactory(case=case, person=case.case_people.get().person)
        ConsentFactory(of_resident=True, tenant=town.tenant, recorded_by=town.adviser)
    asked = (
        (mette, reverse("casework:handover-inbox"), INBOX),
        (mette, reverse("casework:case-sharing", args=[case.pk]), SHARING),
        (town.adviser, reverse("casework:adviser-handover-list"), MINE),
        (town.adviser, reverse("casework:resident-consent-list"), CONSENTS),
    )
    for user, url, queries in asked:
        client = logged_in(user)
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200


INBOX, SHARING, MINE, CONSENTS = 7, 15, 8, 7

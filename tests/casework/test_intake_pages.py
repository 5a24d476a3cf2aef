"""The officer's pages: send a list, look at what it would do, confirm it, and take it back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.enums import Language
from accounts.models import AccessLog
from casework.actions.intake import receive_list
from casework.models import Case
from casework.views.intake_words import promise
from housing.enums import DeliveryStatus, Step
from housing.models import ArrearsWarning, Delivery, DeliveryRow
from housing.permissions import may_deliver
from tests.factories import NOW
from tests.factories.accounts import AdministratorFactory, OrganisationAdministrationFactory
from tests.factories.housing import DeliveryFactory, DepartmentFactory, HousingAssociationFactory
from tests.factories.people import make_adviser, make_officer, scope_of

from .intake import (
    NOVEMBER,
    OCTOBER,
    SAMPLES,
    World,
    arrival,
    departments_of,
    everything,
    line,
    listed,
    make_world,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world() -> World:
    return make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)


@pytest.fixture
def officer(world: World, client: Client) -> Client:
    world.officer.language = Language.ENGLISH
    world.officer.save(update_fields=["language"])
    client.force_login(world.officer)
    return client


def upload(client: Client, content: bytes, name: str = "restance.csv", **fields: Any) -> Any:
    given = {"layout": "kab", "as_of": "2026-10-20", "kind": "complete", **fields}
    return client.post(
        reverse("casework:delivery-upload"), {"file": SimpleUploadedFile(name, content), **given}, follow=True
    )


def waiting(world: World, *lines: str) -> Delivery:
    return receive_list(io.BytesIO(listed(*lines)), arrival(world, OCTOBER), by=world.scope, now=NOW)


def test_nothing_sent_yet_says_what_to_do(officer: Client) -> None:
    page = officer.get(reverse("casework:delivery-list"))

    assert "No list has been sent yet" in page.text
    assert reverse("casework:delivery-upload") in page.text


def test_the_whole_story_of_a_list(officer: Client, world: World) -> None:
    preview = upload(officer, (SAMPLES / "kab_2026-10.csv").read_bytes(), association=world.association.pk)

    delivery = Delivery.objects.get()
    assert preview.redirect_chain == [(reverse("casework:delivery", args=[delivery.pk]), 302)]
    assert "Receive 40 tenancies in arrears, open 26 cases" in preview.text
    assert (ArrearsWarning.objects.count(), Case.objects.count()) == (0, 0)

    result = officer.post(reverse("casework:delivery-confirm", args=[delivery.pk]), follow=True)

    assert "40 tenancies in arrears. 26 cases were opened." in result.text
    assert (ArrearsWarning.objects.count(), Case.objects.count()) == (40, 26)
    listing = officer.get(reverse("casework:delivery-list"))
    assert "kab_2026-10.csv" not in listing.text  # the name it was sent under
    assert "restance.csv" in listing.text

    asked = officer.get(reverse("casework:delivery-undo", args=[delivery.pk]))
    assert "Undo the list of 20 Oct 2026?" in asked.text
    undone = officer.post(reverse("casework:delivery-undo", args=[delivery.pk]), follow=True)
    assert "received and undone" in undone.text
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.UNDONE


def test_each_number_shows_its_tenancies(officer: Client, world: World) -> None:
    send(world, line("51-01-0001", "1.000,00"), line("51-01-0002", "2.000,00"), line("51-01-0003", "3.000,00"))
    delivery = receive_list(
        io.BytesIO(
            listed(
                line("51-01-0001", "1.500,00"),
                line("51-01-0002", "500,00"),
                line("51-01-0004", "4.000,00", name="Bo Ny", cpr="020280-1111"),
                line("99-01-0005", "5.000,00", department="99-01", name="Ukendt", cpr=""),
                line("51-01-0006", "abc"),
            )
        ),
        arrival(world, NOVEMBER),
        by=world.scope,
        now=NOW,
    )
    page = reverse("casework:delivery", args=[delivery.pk])
    shown = {
        name: [row.tenancy_number for row in officer.get(page, {"show": name}).context["rows"]]
        for name in ("new", "risen", "fallen", "unchanged", "vanished", "ambiguous")
    }

    assert shown == {
        "new": ["51-01-0004"],
        "risen": ["51-01-0001"],
        "fallen": ["51-01-0002"],
        "unchanged": [],
        "vanished": ["51-01-0003"],
        "ambiguous": ["99-01-0005"],
    }
    faults = officer.get(page)
    assert [(problem.line, problem.column, problem.value) for problem in faults.context["rows"]] == [
        (6, "Restance i alt", "abc")
    ]
    assert "Leave the faulty lines out" in faults.text


def test_faulty_lines_block_until_one_says_to_leave_them_out(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001"), line("51-01-0002", "abc"))
    confirm = reverse("casework:delivery-confirm", args=[delivery.pk])

    refused = officer.post(confirm, follow=True)
    assert "Some lines cannot be received" in refused.text
    assert ArrearsWarning.objects.count() == 0

    officer.post(confirm, {"skips_faulty": "on"})
    assert ArrearsWarning.objects.count() == 1


def test_a_preview_that_is_no_longer_true_is_made_anew(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001", "2.000,00"))
    send(world, line("51-01-0001", "1.000,00"))

    page = officer.post(reverse("casework:delivery-confirm", args=[delivery.pk]), follow=True)

    delivery.refresh_from_db()
    assert "Look again before you confirm" in page.text
    assert (delivery.status, delivery.counts["risen"]) == (DeliveryStatus.CHECKED, 1)


def test_a_discarded_list_leaves_no_rows(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001"))

    page = officer.post(reverse("casework:delivery-discard", args=[delivery.pk]), follow=True)

    delivery.refresh_from_db()
    assert "Nothing of it was received" in page.text
    assert (delivery.status, DeliveryRow.objects.count()) == (DeliveryStatus.DISCARDED, 0)
    again = officer.post(reverse("casework:delivery-confirm", args=[delivery.pk]), follow=True)
    assert "discarded or undone" in again.text
    once_more = officer.post(reverse("casework:delivery-discard", args=[delivery.pk]), follow=True)
    assert "discarded or undone" in once_more.text


def test_the_same_list_again_leads_to_the_one_received(officer: Client, world: World) -> None:
    content = listed(line("51-01-0001"))
    send(world, line("51-01-0001"))
    before = everything()

    page = upload(officer, content, association=world.association.pk)

    assert page.redirect_chain == [(reverse("casework:delivery", args=[Delivery.objects.get().pk]), 302)]
    assert "Nothing is changed by sending it again" in page.text
    assert everything() == before


def test_the_same_list_waiting_twice_is_one(officer: Client, world: World) -> None:
    content = listed(line("51-01-0001"))
    upload(officer, content, association=world.association.pk)
    upload(officer, content, association=world.association.pk, as_of="2026-10-21")

    statuses = Delivery.objects.order_by("pk").values_list("as_of", "status")
    assert [status for _day, status in statuses] == [DeliveryStatus.DISCARDED, DeliveryStatus.CHECKED]


@pytest.mark.parametrize(
    ("name", "content", "field"),
    [
        ("empty.csv", b"", "file"),
        ("headings.csv", listed(), "file"),
        ("nul.csv", listed(line("51-01-0001")) + b"\0", "file"),
        ("list.pdf", b"%PDF-1.7 ...", "file"),
        ("broken.xlsx", b"PK\x03\x04 nothing more", "file"),
        ("other.csv", b"a;b;c\r\n1;2;3\r\n", "file"),
    ],
)
def test_a_file_that_cannot_be_understood_is_said_at_once(
    officer: Client, world: World, name: str, content: bytes, field: str
) -> None:
    before = everything()

    page = upload(officer, content, name, association=world.association.pk)

    assert page.status_code == 422
    assert [list(errors) for errors in page.context["form"].errors.values()] == [
        [page.context["form"].errors[field][0]]
    ]
    assert everything() == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"as_of": "2026-11-23"}, "as_of"),
        ({"as_of": "20-20-2026"}, "as_of"),
        ({"layout": "nothing"}, "layout"),
        ({"kind": "half"}, "kind"),
        ({"association": "0"}, "association"),
    ],
)
def test_wrong_answers_are_said_at_their_field(
    officer: Client, world: World, fields: dict[str, str], field: str
) -> None:
    page = upload(officer, listed(line("51-01-0001")), **{"association": str(world.association.pk), **fields})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Delivery.objects.count() == 0


def test_a_file_too_large_is_refused(officer: Client, world: World, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024

    page = upload(officer, b"x" * (1024 * 1024 + 1), association=world.association.pk)

    assert page.status_code == 422
    assert page.context["form"].errors["file"] == ["The file is larger than 1 MB. Ask your administrator to import it."]


def test_an_older_list_is_refused_at_its_day(officer: Client, world: World) -> None:
    send(world, line("51-01-0001"), as_of=NOVEMBER)

    page = upload(officer, listed(line("51-01-0002")), association=world.association.pk)

    assert page.status_code == 422
    assert "20 Oct 2026" in page.context["form"].errors["as_of"][0]
    assert Delivery.objects.count() == 1


def test_a_formula_stays_text(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001", '=HYPERLINK("x")'), line("51-01-0002", "abc", name="=1+1"))

    download = officer.get(reverse("casework:delivery-problems", args=[delivery.pk]))

    text = download.content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(""x"")"' in text
    assert ';"=' not in text
    assert AccessLog.objects.filter(look="export", subject="delivery").count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_query_count(
    officer: Client, world: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    delivery = waiting(world, *(line(f"51-01-000{number}", cpr="") for number in range(rows)), line("51-01-0009", "x"))
    page = reverse("casework:delivery", args=[delivery.pk])

    with django_assert_num_queries(7):
        response = officer.get(page, {"show": "new"})

    assert len(response.context["rows"]) == rows


@pytest.mark.parametrize("lists", [1, 3])
def test_list_query_count(
    officer: Client, world: World, lists: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(lists):
        waiting(world, line(f"51-01-000{number}"))

    with django_assert_num_queries(5):
        response = officer.get(reverse("casework:delivery-list"))

    assert len(response.context["rows"]) == lists


def test_pages_turn(officer: Client, world: World) -> None:
    delivery = waiting(world, *(line(f"51-01-{number:04d}", cpr="") for number in range(60)))
    page = reverse("casework:delivery", args=[delivery.pk])

    first = officer.get(page, {"show": "new"})
    second = officer.get(f"{page}{first.context['next_url']}")
    officer.post(reverse("casework:delivery-confirm", args=[delivery.pk]))
    result = officer.get(page, {"show": "new"})
    rest = officer.get(f"{page}{result.context['next_url']}")

    wanted = [f"51-01-{number:04d}" for number in range(60)]
    assert [row.tenancy_number for row in (*first.context["rows"], *second.context["rows"])] == wanted
    assert [row.tenancy_number for row in (*result.context["rows"], *rest.context["rows"])] == wanted
    assert second.context["next_url"] == ""


def test_problems_turn_too(officer: Client, world: World) -> None:
    delivery = waiting(world, *(line(f"51-01-{number:04d}", "abc") for number in range(60)))
    page = reverse("casework:delivery", args=[delivery.pk])

    first = officer.get(page)
    second = officer.get(f"{page}{first.context['next_url']}")

    assert [row.line for row in (*first.context["rows"], *second.context["rows"])] == list(range(2, 62))


def test_another_associations_list_is_not_there(officer: Client) -> None:
    other = make_world("FSB", departments_of("FSB"))
    delivery = waiting(other, line("33-01-0001", department="33-01"))

    answers = {
        name: officer.get(reverse(f"casework:{name}", args=[delivery.pk])).status_code
        for name in ("delivery", "delivery-undo", "delivery-problems")
    } | {
        name: officer.post(reverse(f"casework:{name}", args=[delivery.pk])).status_code
        for name in ("delivery-confirm", "delivery-discard", "delivery-undo")
    }

    assert set(answers.values()) == {404}
    assert delivery.file_name not in officer.get(reverse("casework:delivery-list")).text


def test_an_administrators_officer_says_whose_list_it_is(client: Client) -> None:
    administrator = AdministratorFactory()
    kab, fsb = HousingAssociationFactory(name="KAB"), HousingAssociationFactory(name="FSB")
    for association in (kab, fsb):
        OrganisationAdministrationFactory(organisation=association.organisation, administrator=administrator)
        DepartmentFactory(association=association, code="51-01")
    officer = make_officer(HousingAssociationFactory(organisation=administrator))
    client.force_login(officer)

    upload(client, listed(line("51-01-0001")), association=fsb.pk)

    assert Delivery.objects.get().association == fsb
    assert "FSB" in client.get(reverse("casework:delivery-list")).text


def test_two_confirm_the_same_list(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001"))
    confirm = reverse("casework:delivery-confirm", args=[delivery.pk])
    officer.post(confirm)
    before = everything()

    second = officer.post(confirm, follow=True)

    assert "Nothing is changed by sending it again" in second.text
    assert everything() == before


def test_a_list_whose_file_is_gone_says_so(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001"))
    Path(delivery.file.path).unlink()

    page = officer.post(reverse("casework:delivery-confirm", args=[delivery.pk]), follow=True)

    assert "The file of this list is no longer kept" in page.text


@pytest.mark.parametrize(
    ("counts", "button", "done"),
    [
        ({"tenancies": 118, "cases_opened": 7}, "Receive 118 tenancies in arrears, open 7 cases", None),
        ({"tenancies": 2, "ambiguous": 1, "cases_opened": 1}, "Receive 1 tenancy in arrears", "1 tenancy in arrears."),
        ({"tenancies": 1200}, "Receive 1,200 tenancies in arrears", "1,200 tenancies in arrears."),
        ({}, "Receive 0 tenancies in arrears", "0 tenancies in arrears."),
    ],
)
def test_the_button_says_what_it_will_do(counts: dict[str, int], button: str, done: str | None) -> None:
    with translation.override("en"):
        said = promise(Delivery(counts=counts))

    assert said.button == button
    assert done is None or said.done == done


def test_a_list_without_anything_shows_the_first_number(officer: Client, world: World) -> None:
    delivery = DeliveryFactory(association=world.association)

    page = officer.get(reverse("casework:delivery", args=[delivery.pk]))

    assert (page.context["chosen"], page.context["rows"]) == ("new", [])
    assert "No tenancies here" in page.text


def test_a_list_that_cannot_be_undone_says_why(officer: Client, world: World) -> None:
    delivery = waiting(world, line("51-01-0001"))

    page = officer.post(reverse("casework:delivery-undo", args=[delivery.pk]), follow=True)

    assert "has not been received" in page.text


def test_officers_deliver_for_their_own_associations(world: World) -> None:
    adviser = scope_of(make_adviser(world.association))

    assert [may_deliver(by, pk) for by, pk in ((world.scope, world.association.pk), (world.scope, 0))] == [True, False]
    assert not may_deliver(adviser, world.association.pk)

"""What every page owes everybody who may open it: WCAG 2.2 AA in both themes, no scrolling sideways, no complaint."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.demo import DEMO_ACCOUNTS
from accounts.enums import Role
from accounts.models import User
from casework.models import Case
from reports.models import Edition
from tests.test_urls_by_role import PAGES, RESET_LINK
from tests.url_world import edition_things, session_of, time_link

from .accessibility import faults
from .shapes import Theme
from .things import furnish, things_of
from .visitor import Visitor

#: The pages are shared out, so that both processes of a run have their part; every other part turns the themes about.
PARTS = 12
#: Files and answers for machines.
NO_PAGES = {
    "healthz",
    "casework:access-log-csv",
    "casework:adviser-worker",
    "casework:delivery-problems",
    "casework:delivery-progress",
    "casework:document",
    "casework:calendar-feed",
    "casework:consent-form",
    "casework:consent-paper",
    "casework:resident-consent-form",
    "casework:resident-consent-paper",
    "casework:handover-file",
    "casework:adviser-handover-file",
    "casework:court-file-example",
    "casework:letter-batch-pdf",
    "reports:csv",
    "reports:xlsx",
    "robots",
    "public:openapi",
    "public:editions",
    "public:catalogue",
    "public:catalogue-in-turtle",
    "public:file",
    "public:latest-file",
    "reports:pdf",
    "reports:chart",
    "reports:what-worked-chart",
}
#: Pages of whoever has not logged in.
STRANGERS = [name for name, page in PAGES.items() if page.is_public and "GET" in page.methods and name not in NO_PAGES]
#: Other faces of a page, by the kind of thing behind its address and its query; the first who may open it sees them.
FACES = {
    "casework:letter-new": (("case", "?letter=meeting.da"),),
    "casework:worklist": (("", "?list=unit"), ("", "?list=unassigned"), ("", "?q=findes-ikke")),
    "casework:case": (("case", "?log=intervention"), ("case", "?log=note"), ("case", "?log=step"), ("closed case", "")),
    "casework:case-list": (("", "?q=hansen"), ("", "?q=findes-ikke")),
    "casework:delivery": (
        ("waiting delivery", "?show=faults"),
        ("received delivery", ""),
        ("list in hand", ""),
        ("received delivery", "?show=ambiguous"),
    ),
    "casework:arrears": (("", "?q=findes-ikke"),),
    "casework:code-new": (("", "?list=background"),),
    "reports:year": (("", "?year=2018"), ("", "?year=1900")),
}
#: Forms that are sent empty, and whose they are.
FAULTY = (
    ("mette", "casework:open-case"),
    ("mette", "casework:close"),
    ("mette", "casework:case"),
    ("ole", "casework:delivery-upload"),
    ("karen", "casework:adviser-contact-new"),
    ("anders", "casework:agreement-new"),
    ("anders", "accounts:membership-new"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who has logged in comes to a page."""

    role: Role
    session: str
    address: str


@pytest.fixture(scope="module", autouse=True)
def visits(demo: None) -> list[list[Visit]]:
    """Every page with everybody who may open it, at the first thing of each kind they see."""
    furnish()
    users = {account.role: User.objects.get(username=account.username) for account in DEMO_ACCOUNTS}
    things = {role: things_of(user) for role, user in users.items()}
    sessions = {role: session_of(user) for role, user in users.items()}
    return [
        [
            Visit(role, sessions[role], dataclasses.replace(page, of=kind, query=query).address(name, things[role]))
            for number, role in enumerate(role for role in users if role in page.roles)
            for kind, query in ((page.of, page.query), *(FACES.get(name, ()) if number == 0 else ()))
        ]
        for name, page in PAGES.items()
        if not page.is_public and "GET" in page.methods and name not in NO_PAGES
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_to_everybody_who_may_open_it(
    visit: Callable[..., Visitor], visits: list[list[Visit]], part: int
) -> None:
    visitor = visit(screen="phone")
    found = {}
    for one in itertools.chain.from_iterable(visits[part::PARTS]):
        visitor.enter(one.session)
        found[one.role.label, one.address] = _open(visitor, one.address, "light" if part % 2 else "dark")

    assert {at: told for at, told in found.items() if told} == {}


def test_every_page_of_a_stranger_is_accessible(visit: Callable[..., Visitor]) -> None:
    visitor = visit()

    link = {"token": time_link(Case.objects.open().order_by("pk")[0])}
    edition = Edition.objects.select_related("municipality").order_by("pk")[0]
    things = {"reset link": RESET_LINK, "time link": link, **edition_things(edition)}
    addresses = [PAGES[name].address(name, things) for name in STRANGERS]
    addresses.append(f"{reverse('times:choose', kwargs=link)}?lang=ar")
    found = {address: _open(visitor, address) for address in addresses}
    visitor.page.goto(reverse("times:choose", args=["unknown"]))
    found["a link that does not answer"] = faults(visitor)
    visitor.complaints = [told for told in visitor.complaints if "status of 404" not in told]  # it answers as it should

    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.parametrize(("username", "name"), FAULTY, ids=lambda value: value)
def test_a_form_with_faults_is_accessible(visit: Callable[..., Visitor], username: str, name: str) -> None:
    visitor, user = visit(screen="phone"), User.objects.get(username=username)
    visitor.enter(session_of(user))
    page = visitor.page
    page.goto(PAGES[name].address(name, things_of(user)))

    with page.expect_navigation():
        page.locator("main form[method=post]").first.evaluate("form => form.requestSubmit()")

    assert page.locator(".error-summary").count() == 1
    assert faults(visitor) == []


def test_menus_and_the_list_of_keys_are_accessible(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.log_in("mette")
    for name in ("Visninger", "Mere", "Din menu"):  # the last one leads to the list of keys
        page.locator("[data-menu] > summary").filter(has_text=name).click()
        assert faults(visitor) == []

    page.get_by_role("button", name="Genvejstaster").click()
    assert page.get_by_role("dialog").is_visible()
    assert faults(visitor) == []


def test_a_page_that_was_read_is_read_again_where_it_differs(visit: Callable[..., Visitor]) -> None:
    visitor = visit(screen="phone")
    assert _open(visitor, reverse("accounts:login")) == []

    visitor.page.evaluate("document.querySelector('main label').remove()")

    assert {told.partition(" at ")[0] for told in faults(visitor)} == {"phone, dark: label", "desktop, light: label"}
    assert faults(visitor) == []  # told once


def _open(visitor: Visitor, address: str, phone: Theme = "dark") -> list[str]:
    """What is wrong with a page; first of all that it does not open."""
    response = visitor.page.goto(address)
    assert response is not None
    if response.status not in {200, 422}:
        return [f"answers {response.status}"]
    return faults(visitor, phone=phone)

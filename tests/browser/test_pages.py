"""What every page owes everybody who may open it: WCAG 2.2 AA in both themes, no scrolling sideways, no complaint."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.demo import DEMO_ACCOUNTS, DemoAccount
from accounts.models import User
from casework.models import Case
from reports.models import Edition
from tests.test_urls_by_role import PAGES, RESET_LINK, Page
from tests.url_world import edition_things, time_link

from .accessibility import Theme, faults
from .things import furnish, things_of
from .visitor import Visitor

#: The pages of a role are shared out, so that both processes of a run have their part.
PARTS = 3
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


@pytest.fixture(scope="module", autouse=True)
def furnished(demo: None) -> None:
    furnish()


def addresses_of(account: DemoAccount) -> dict[str, bool]:
    """Every page that somebody may open, with the first thing of each kind they see, and whether it was seen before."""
    things = things_of(User.objects.get(username=account.username))
    return {
        dataclasses.replace(page, of=kind, query=query).address(name, things): not _is_first(account, page)
        for name, page in PAGES.items()
        if account.role in page.roles and not page.is_public and "GET" in page.methods and name not in NO_PAGES
        for kind, query in ((page.of, page.query), *(FACES.get(name, ()) if _is_first(account, page) else ()))
    }


def _is_first(account: DemoAccount, page: Page) -> bool:
    return account == next(one for one in DEMO_ACCOUNTS if one.role in page.roles)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.role)
def test_every_page_of_a_role_is_accessible(visit: Callable[..., Visitor], account: DemoAccount, part: int) -> None:
    visitor = visit()
    visitor.log_in(account.username)

    # Pages that several roles see are seen on the phone in both themes.
    phone: Theme = "dark" if DEMO_ACCOUNTS.index(account) % 2 else "light"
    found = {
        address: _open(visitor, address, phone, is_known=is_known)
        for address, is_known in list(addresses_of(account).items())[part::PARTS]
    }

    assert {address: told for address, told in found.items() if told} == {}


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
    visitor = visit()
    page = visitor.log_in(username)
    page.goto(PAGES[name].address(name, things_of(User.objects.get(username=username))))

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


def _open(visitor: Visitor, address: str, phone: Theme = "dark", *, is_known: bool = False) -> list[str]:
    """What is wrong with a page; first of all that it does not open."""
    response = visitor.page.goto(address)
    assert response is not None
    if response.status not in {200, 422}:
        return [f"answers {response.status}"]
    return faults(visitor, phone=phone, is_known=is_known)

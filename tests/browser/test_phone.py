"""An adviser at a kitchen table: the network goes and comes back, and what was typed is neither lost nor told on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from casework.models import AdviserContact
from tests.factories import NOW

from .visitor import Visitor

pytestmark = pytest.mark.usefixtures("new_demo")

NEW = "/cases/contacts/new/"
DONE = "Gennemgik brevet fra boligorganisationen ved køkkenbordet"


def at_the_form(visitor: Visitor) -> Page:
    """Karen has the form open, and the phone has what it needs to show it without a network."""
    page = visitor.log_in("karen")
    page.clock.install(time=NOW)
    page.goto(NEW)
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.locator("form[data-phone-ready]")).to_be_visible()
    return page


def write(page: Page, done: str = DONE) -> None:
    page.get_by_role("checkbox", name="Gæld", exact=True).check()
    page.get_by_role("radio", name="30", exact=True).check()
    page.get_by_label("Hvad blev der gjort").fill(done)
    expect(page.locator("form[data-phone-state=kept]")).to_be_visible()


def holds(page: Page, done: str) -> None:
    expect(page.locator("form[data-phone-ready]")).to_be_visible()
    expect(page.get_by_label("Hvad blev der gjort")).to_have_value(done)


def no_network(visitor: Visitor) -> None:
    """What the browser says of a network that is not there is no fault of ours."""
    visitor.complaints = [told for told in visitor.complaints if "ERR_INTERNET_DISCONNECTED" not in told]


def test_an_offline_reload_loses_nothing_and_what_waits_is_logged_once(visit: Callable[..., Visitor]) -> None:
    visitor = visit(screen="phone")
    page = at_the_form(visitor)
    before = AdviserContact.objects.count()
    write(page, f"{DONE}, 010756-3364")
    expect(page.get_by_text("CPR-numre gemmes ikke på telefonen.")).to_be_visible()

    visitor.context.set_offline(True)
    page.reload()
    holds(page, f"{DONE}, [CPR]")
    expect(page.get_by_role("checkbox", name="Gæld", exact=True)).to_be_checked()
    assert "Karen" not in page.content()

    page.get_by_role("button", name="Gem kontakten").click()
    expect(page.get_by_text("Du er offline. Det, du har skrevet, er gemt på telefonen")).to_be_visible()
    holds(page, "")

    page.reload()
    expect(page.get_by_role("heading", name="Venter på telefonen")).to_be_visible()
    visitor.context.set_offline(False)
    expect(page.get_by_text("Det, der ventede på telefonen, er sendt.")).to_be_visible()
    expect(page.get_by_role("heading", name="Venter på telefonen")).to_be_hidden()
    logged = AdviserContact.objects.order_by("-pk")[0]
    assert (AdviserContact.objects.count(), logged.done, logged.minutes, logged.adviser.username) == (
        before + 1, f"{DONE}, [CPR]", 30, "karen",
    )  # fmt: skip
    no_network(visitor)


def test_log_out_and_a_day_take_what_was_kept(visit: Callable[..., Visitor]) -> None:
    visitor = visit(screen="phone")
    page = at_the_form(visitor)
    write(page)
    page.reload()
    holds(page, DONE)

    page.clock.set_system_time(NOW + dt.timedelta(hours=23, minutes=59))
    page.reload()
    holds(page, DONE)
    page.clock.set_system_time(NOW + dt.timedelta(hours=24, minutes=1))
    page.reload()
    holds(page, "")

    page.clock.set_system_time(NOW)
    write(page)
    page.locator("[data-menu] > summary").filter(has_text="Din menu").click()
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url("**/login/**")
    page.wait_for_function(
        "async () => !(await indexedDB.databases()).length && !(await caches.keys()).length && !document.cookie"
    )
    visitor.log_in("karen")
    page.goto(NEW)
    holds(page, "")
    no_network(visitor)

"""A browser that is killed while somebody types: what they wrote is there again, for them alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .visitor import Visitor

pytestmark = pytest.mark.usefixtures("new_demo")

TEXT = "Vil gerne have hjælp til budgettet, ringer igen torsdag"


def at_a_note(page: Page) -> str:
    """Open the first case of the unit's list at its note; its address is returned."""
    page.goto("/cases/?list=unit")
    page.locator(".row-link").first.click()
    page.get_by_role("link", name="Notat", exact=True).click()
    expect(page.get_by_role("button", name="Skriv notatet")).to_be_visible()
    return page.url.split("?")[0]


def test_a_killed_browser_loses_nothing(visit: Callable[..., Visitor]) -> None:
    killed = visit()
    page = killed.log_in("mette")
    case = at_a_note(page)
    with page.expect_response(lambda answer: "/drafts/note/" in answer.url):
        page.get_by_role("textbox", name="Notat").fill(TEXT)
    killed.context.close()

    # Another browser knows nothing of the first one's storage.
    page = visit(screen="phone").log_in("mette")
    page.goto(f"{case}?log=note")
    expect(page.get_by_role("textbox", name="Notat")).to_have_value(TEXT)
    expect(page.get_by_text("Din kladde er her endnu.")).to_be_visible()

    other = visit().log_in("jonas")
    other.goto(f"{case}?log=note")
    expect(other.get_by_role("textbox", name="Notat")).to_have_value("")

    page.get_by_role("button", name="Skriv notatet").click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    page.goto(f"{case}?log=note")
    expect(page.get_by_role("textbox", name="Notat")).to_have_value("")


def test_without_a_network_the_tab_keeps_it_and_sends_it_later(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.log_in("mette")
    case = at_a_note(page)
    page.route("**/drafts/**", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "/drafts/note/" in request.url):
        page.get_by_role("textbox", name="Notat").fill(TEXT)
    page.goto(f"{case}?log=note")
    expect(page.get_by_role("textbox", name="Notat")).to_have_value(TEXT)

    page.unroute("**/drafts/**")
    with page.expect_response(lambda answer: "/drafts/note/" in answer.url):
        page.get_by_role("textbox", name="Notat").press_sequentially(".")
    visitor.complaints = [told for told in visitor.complaints if "ERR_FAILED" not in told]


def test_a_tab_pressed_twice_on_a_slow_day_takes_no_words_away(visit: Callable[..., Visitor]) -> None:
    """What is typed while the tab is fetched again, and while an earlier draft is on its way, stays."""
    page = visit().log_in("mette")
    at_a_note(page)
    held: list[Route] = []
    page.route("**/drafts/note/", lambda route: held.append(route))
    note = page.get_by_role("textbox", name="Notat")
    with page.expect_request("**/drafts/note/"):
        note.fill(TEXT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "log=note" in request.url else None)
    page.get_by_role("link", name="Notat", exact=True).dblclick()
    note.press_sequentially(" kl. 10")
    held.pop().fulfill(json={"stamp": "2026-11-22T10:00:00+00:00", "said": "Kladden er gemt"})

    expect(page.get_by_text("Kladden er gemt")).to_be_visible()
    expect(note).to_have_value(f"{TEXT} kl. 10")
    assert asked == []


def test_a_draft_thrown_away_is_gone(visit: Callable[..., Visitor]) -> None:
    page = visit().log_in("mette")
    case = at_a_note(page)
    with page.expect_response(lambda answer: "/drafts/note/" in answer.url):
        page.get_by_role("textbox", name="Notat").fill(TEXT)

    page.get_by_role("button", name="Smid den væk").click()

    expect(page.get_by_role("textbox", name="Notat")).to_have_value("")
    page.goto(f"{case}?log=note")
    expect(page.get_by_role("textbox", name="Notat")).to_have_value("")

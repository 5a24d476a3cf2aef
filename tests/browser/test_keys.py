"""What the keyboard and a kept draft do for somebody who works fast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .visitor import Visitor

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def page(visit: Callable[..., Visitor]) -> Page:
    """The first caseworker, at the unit's list."""
    page = visit().log_in("mette")
    page.goto("/cases/?list=unit")
    return page


def test_rows_are_walked_and_opened_by_letters(page: Page) -> None:
    names = page.locator(".row-link").all_inner_texts()
    for key in ("j", "j", "j", "k", "o"):
        page.keyboard.press(key)

    expect(page.get_by_role("heading", level=1)).to_contain_text(names[1])


def test_rows_are_chosen_by_letter_and_by_shift_click_and_counted(page: Page) -> None:
    bar = page.locator("[data-several-bar]")
    expect(bar).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator("[data-choose]").nth(3).click(modifiers=["Shift"])
    expect(bar).to_contain_text("4 sager valgt")
    page.get_by_label("Vælg alle på siden").click()
    page.get_by_label("Vælg alle på siden").click()
    expect(bar).to_be_hidden()


def test_the_log_of_a_row_is_a_key_away_and_the_letters_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.locator("[data-key-log] :focus")).to_have_count(1)
    page.goto("/cases/?list=unit")
    page.keyboard.press("?")
    page.get_by_label("Slå enkelttasterne fra").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".is-chosen")).to_have_count(0)


def test_the_search_is_a_key_away_and_finds_by_name(page: Page) -> None:
    name = page.locator(".row-link").first.inner_text()
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Sager")
    assert name in page.locator(".row-link").all_inner_texts()


def test_the_list_of_keys_opens_and_closes(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Notér noget på sagen")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_letters_are_letters_while_somebody_writes(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jo?t/l")
    expect(page.get_by_label("Søg", exact=True)).to_have_value("jo?t/l")


def test_a_draft_waits_in_the_box_until_it_is_saved(page: Page) -> None:
    page.locator(".row-link").first.click()
    page.get_by_role("link", name="Notat", exact=True).click()
    page.get_by_role("textbox", name="Notat").fill("Vil gerne tale med en økonomisk rådgiver.")
    case = page.url
    page.get_by_role("link", name="Sager", exact=True).first.click()
    page.goto(case)

    page.get_by_role("link", name="Notat", exact=True).click()

    expect(page.get_by_role("textbox", name="Notat")).to_have_value("Vil gerne tale med en økonomisk rådgiver.")
    expect(page.get_by_text("Din kladde er her endnu.")).to_be_visible()


def test_the_dark_theme_is_kept(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("[data-menu] > summary").filter(has_text="Din menu").click()
    page.get_by_role("button", name="Mørk").click()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert page.evaluate(ground) != light
    page.goto("/me/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

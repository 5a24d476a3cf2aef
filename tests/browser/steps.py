"""What the people of the stories do again and again, by the words on the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from casework.models import Case
from casework.models.cases import CaseQuerySet
from tests.factories.people import scope_of


def cases_of(username: str) -> CaseQuerySet:
    """The open cases somebody sees."""
    return Case.objects.visible_to(scope_of(User.objects.get(username=username))).open()


def choose(within: Page | Locator, field: str | re.Pattern[str], answer: str) -> None:
    within.get_by_role("combobox", name=field).select_option(label=answer)


def is_told(page: Page, sentence: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("main")).to_contain_text(sentence)


def timeline_says(page: Page, *sentences: str) -> None:
    for sentence in sentences:
        expect(page.locator("ol.timeline")).to_contain_text(sentence)


def note_contact(page: Page, how: str, result: str) -> None:
    page.get_by_role("link", name="Kontakt", exact=True).click()
    choose(page, "Hvordan", how)
    choose(page, "Resultat", result)
    page.get_by_role("button", name="Notér kontakten").click()
    is_told(page, "Kontakten er noteret.")


def note_help(page: Page, kind: str, *, amount: str = "") -> None:
    page.get_by_role("link", name="Indsats", exact=True).click()
    choose(page, "Indsats", kind)
    choose(page, "Resultat", "Gennemført")
    if amount:
        page.get_by_label("Beløb, kr.").fill(amount)
    page.get_by_role("button", name="Notér indsatsen").click()
    is_told(page, "Indsatsen er noteret.")


def note_step(page: Page, step: str, told_by: str, **written: str) -> None:
    """A step of the legal course; `written` holds the day it happened, the court's day, hour and name."""
    page.get_by_role("link", name="Trin", exact=True).click()
    choose(page, "Trin", step)
    choose(page, "Oplyst af", told_by)
    for name, label in (("day", "Skete den"), ("set_for", "Berammet til"), ("hour", "Kl."), ("court", "Ret")):
        if name in written:
            page.get_by_label(label, exact=label == "Ret").fill(written[name])
    if "result" in written:
        choose(page, "Forløbets resultat", written["result"])
    page.get_by_role("button", name="Notér trinnet").click()
    is_told(page, "Trinnet er noteret.")
    timeline_says(page, step)


def close_the_case(page: Page, answers: Mapping[str, str]) -> None:
    """Answer the questions of closing, each on its own."""
    page.get_by_role("link", name="Luk sagen").click()
    for question, answer in answers.items():
        group = page.get_by_role("group", name=question)
        group.get_by_role("radio", name=re.compile(f"^{re.escape(answer)}")).check()
    page.get_by_role("button", name="Luk sagen").click()
    is_told(page, re.compile(r"Sag 2026-\d{5} er lukket\."))


def figure(page: Page, name: str) -> int:
    """A figure as it stands on the page a manager reads."""
    block = page.locator(".figure-block").filter(has=page.get_by_role("heading", name=name, exact=True))
    return int(block.locator(".figure-answer").inner_text().split()[0])

"""The story of Fasthold, read on the screen: from an association's file to the year's report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.casework.intake import SAMPLES

from .steps import cases_of, choose, close_the_case, note_contact, note_help, note_step, timeline_says
from .visitor import Visitor

pytestmark = pytest.mark.usefixtures("new_demo")


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_from_the_file_to_the_report(visit: Callable[..., Visitor], screen: str) -> None:
    an_officer_delivers_the_list(visit(screen=screen).log_in("ole"))
    name = a_caseworker_takes_the_next_case(page := visit(screen=screen).log_in("mette"))
    notes_by_keyboard(page)
    help_and_a_court_date(page)
    the_case_is_closed(page, name)
    an_adviser_notes_a_talk(visit(screen=screen).log_in("karen"))
    a_manager_reads_the_year(visit(screen=screen).log_in("birgit"))


def test_the_same_without_javascript(visit: Callable[..., Visitor]) -> None:
    an_officer_delivers_the_list(visit(has_script=False).log_in("ole"))
    name = a_caseworker_takes_the_next_case(page := visit(has_script=False).log_in("mette"))
    notes_by_hand(page)
    help_and_a_court_date(page)
    the_case_is_closed(page, name)


def an_officer_delivers_the_list(page: Page) -> None:
    """KAB's list of October: 40 tenancies in arrears, of which 26 have had a demand or more."""
    page.get_by_role("link", name="Restancelister").click()
    page.get_by_role("link", name="Send en liste").first.click()
    page.locator("input[type=file]").set_input_files(SAMPLES / "kab_2026-10.csv")
    choose(page, "Layout", "KAB")
    page.get_by_label("Listens dag").fill("2026-10-20")
    page.get_by_role("button", name="Gennemgå listen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Restanceliste fra 20-10-2026")
    expect(page.get_by_role("main")).to_contain_text("Vibeke Bæk")
    page.get_by_role("button", name="Modtag 40 restancer, åbn 26 sager").click()

    expect(page.get_by_role("main")).to_contain_text("Listen er modtaget. 40 restancer. 26 sager blev åbnet.")


def a_caseworker_takes_the_next_case(page: Page) -> str:
    """The unassigned cases stand in order of urgency; the next one is the first of them."""
    page.get_by_role("link", name="Ikke taget").click()
    expect(page.get_by_role("link", name="Camilla Pedersen")).to_be_visible()
    names = page.locator(".row-link").all_inner_texts()
    assert names == _unassigned_by_urgency("mette")
    expect(page.locator(".row-list > li").first).to_contain_text("Betalingsfristen udløb for 32 dage siden")
    expect(page.locator(".row-list > li").last).to_contain_text("Første kontakt skal ske om 1 dag")

    page.get_by_role("button", name="Tag næste sag").click()

    expect(page.get_by_role("main")).to_contain_text("Sagen er din.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(names[0])
    return names[0]


def notes_by_keyboard(page: Page) -> None:
    """A call nobody answers, then a visit somebody opens to, without touching the mouse."""
    for keys in (("Telefon", "Intet svar"), ("Hjemmebesøg", "Nået")):
        page.keyboard.press("l")
        page.keyboard.type(keys[0])
        page.keyboard.press("Tab")
        page.keyboard.type(keys[1])
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("main")).to_contain_text("Kontakten er noteret.")
        page.reload()
    timeline_says(page, "Telefon, formiddag: ikke nået (intet svar)", "Hjemmebesøg, formiddag: nået")


def notes_by_hand(page: Page) -> None:
    for mode, outcome in (("Telefon", "Intet svar"), ("Hjemmebesøg", "Nået")):
        note_contact(page, mode, outcome)
    timeline_says(page, "Telefon, formiddag: ikke nået (intet svar)", "Hjemmebesøg, formiddag: nået")


def help_and_a_court_date(page: Page) -> None:
    """A guarantee of the arrears, and the day the bailiff court has set."""
    note_help(page, "Betalingstilsagn til boligorganisationen", amount="17.353,48")
    court = {"set_for": "2026-12-01", "hour": "10:00", "court": "Københavns Byret"}
    note_step(page, "Fogedmøde indkaldt", "Fogedretten", **court)

    expect(page.get_by_role("main")).to_contain_text("Fogedmøde om 9 dage")
    timeline_says(page, "Fogedmøde indkaldt", "Indsats: Betalingstilsagn til boligorganisationen")


def the_case_is_closed(page: Page, name: str) -> None:
    """Four questions, each with its answer."""
    close_the_case(
        page,
        {
            "Hvor bor husstanden nu?": "Bor fortsat i lejemålet",
            "Hvordan gik kontakten?": "Nået og hjulpet",
            "Hvad blev der af restancen?": "Betalt med offentlig hjælp",
            "Hvordan endte retsforløbet?": "Betalt",
        },
    )

    page.get_by_role("link", name="Min liste").click()
    assert name not in page.locator(".row-link").all_inner_texts()


def an_adviser_notes_a_talk(page: Page) -> None:
    page.get_by_role("link", name="Notér en kontakt", exact=True).click()
    page.get_by_role("checkbox", name="Budget").check()
    page.get_by_role("radio", name="30").check()
    page.get_by_label("Hvad blev der gjort").fill("Lagde et budget for vinteren.")
    page.get_by_role("button", name="Gem kontakten").click()

    expect(page.get_by_role("main")).to_contain_text("Kontakten er noteret.")
    expect(page.get_by_role("main")).to_contain_text("Lagde et budget for vinteren.")


def a_manager_reads_the_year(page: Page) -> None:
    """Our figures of this year, and the court administration's beside them."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("Modtagne restancer")
    expect(main).to_contain_text("Domstolsstyrelsen")
    page.get_by_role("navigation", name="År").get_by_role("link", name="2018").click()

    expect(main).to_contain_text("I 2018 blev der gennemført 266 effektive udsættelser")
    expect(main).to_contain_text("65,9 % færre end i 2011")


def _unassigned_by_urgency(username: str) -> list[str]:
    return list(cases_of(username).unassigned().by_urgency().values_list("names", flat=True))

"""Three cases worked on the screen from the first step to the last: an averted one, an eviction, a sublet home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from reports import tasks

from .accessibility import faults_as_seen
from .steps import choose, close_the_case, figure, is_told, note_contact, note_help, note_step, timeline_says
from .visitor import Visitor

pytestmark = pytest.mark.usefixtures("new_demo")

#: The demo's clock stands on Sunday 22 November; the bailiff court sat on the Friday before.
FRIDAY = "2026-11-20"
TENANT = "Signe Prøvesen"


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_demand_is_averted_by_instalments(visit: Callable[..., Visitor], screen: str) -> None:
    averted = figure_of_the_year(visit(screen=screen), "Afværgede udsættelser")
    visitor = visit(screen=screen)
    page = visitor.log_in("mette")

    describe_a_home(visitor, TENANT, "Huslejerestance")
    note_contact(page, "Hjemmebesøg", "Nået")
    note_help(page, "Afdragsordning forhandlet")
    the_association_goes_to_court(page)
    the_court_settles_it(visitor)
    a_plan_is_agreed_as_shown(visitor)
    a_payment_is_told_of(page)
    close_the_case(
        page,
        {
            "Hvor bor husstanden nu?": "Bor fortsat i lejemålet",
            "Hvordan gik kontakten?": "Nået og hjulpet",
            "Hvad blev der af restancen?": "Afdragsordning",
            "Hvordan endte retsforløbet?": "Forlig, henstand eller afdrag",
        },
    )

    timeline_says(page, "Bor fortsat i lejemålet")
    assert faults_as_seen(visitor) == []
    assert figure_of_the_year(visit(screen=screen), "Afværgede udsættelser") == averted + 1


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_household_is_put_out(visit: Callable[..., Visitor], screen: str) -> None:
    visitor = visit(screen=screen)
    page = visitor.log_in("mette")

    describe_a_home(visitor, TENANT, "Huslejerestance")
    note_contact(page, "Telefon", "Nået")
    note_help(page, "Vejledningssamtale")
    note_step(page, "Fogedanmodning", "Boligorganisation", day="2026-10-12")
    note_step(page, "Udsættelse berammet", "Fogedretten", day="2026-11-03", set_for=FRIDAY, hour="09:00")
    the_bailiff_puts_them_out(visitor)
    close_the_case(
        page,
        {
            "Hvor bor husstanden nu?": "Sat ud",
            "Hvordan gik kontakten?": "Nået og hjulpet",
            "Hvad blev der af restancen?": "Ikke afviklet",
        },
    )

    timeline_says(page, "Sat ud")
    expect(page.get_by_role("region", name="Retsforløb")).to_contain_text("Sat ud af fogeden 20-11-2026")
    assert faults_as_seen(visitor) == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_sublet_home_is_kept(visit: Callable[..., Visitor], screen: str) -> None:
    visitor = visit(screen=screen)
    page = visitor.log_in("mette")

    describe_a_home(visitor, TENANT, "Ulovlig fremleje")
    note_contact(page, "Telefon", "Nået")
    a_subtenant_is_written_down(visitor)
    note_step(page, "Indsigelse mod fremleje", "Boligorganisation", day="2026-11-02")
    note_step(page, "Ophævelse", "Boligorganisation", day="2026-11-16")
    note_step(page, "Forløb afsluttet", "Boligorganisation", result="Trukket tilbage")
    close_the_case(
        page,
        {
            "Hvor bor husstanden nu?": "Bor fortsat i lejemålet",
            "Hvordan gik kontakten?": "Intet behov",
            "Hvad blev der af restancen?": "Ingen restance",
        },
    )

    timeline_says(page, "Bor fortsat i lejemålet", "Ophævelse", "Indsigelse mod fremleje")
    assert faults_as_seen(visitor) == []


def the_association_goes_to_court(page: Page) -> None:
    note_step(page, "Påkrav", "Lejer", day="2026-10-06")
    note_step(page, "Ophævelse", "Boligorganisation", day="2026-10-26")
    note_step(page, "Fogedanmodning", "Boligorganisation", day="2026-11-02")
    court = {"set_for": FRIDAY, "hour": "10:00", "court": "Københavns Byret"}
    note_step(page, "Fogedmøde indkaldt", "Fogedretten", day="2026-11-09", **court)


def the_court_settles_it(visitor: Visitor) -> None:
    """The hearing stands on Friday's court day and is answered with one tap."""
    page = visitor.page
    at_court = _on_court_day(page)
    expect(at_court).to_contain_text("kl. 10.00 Fogedmøde indkaldt")
    assert faults_as_seen(visitor) == []

    at_court.get_by_role("button", name="Forlig eller henstand").click()

    is_told(page, f"{TENANT}: Forlig eller henstand.")


def a_plan_is_agreed_as_shown(visitor: Visitor) -> None:
    """The case asks for the plan of the settlement; the instalments are read before they are saved."""
    page = visitor.page
    page.get_by_role("article", name=TENANT).get_by_role("link", name=TENANT, exact=True).click()
    page.get_by_role("link", name="Skriv afdragsordningen ned").click()
    expect(page.get_by_role("combobox", name="Aftalt med")).to_have_value("court")
    page.get_by_label("Beløb, der skal afdrages, kr.").fill("9.000,00")
    page.get_by_label("Første rate").fill("2026-11-22")
    page.get_by_label("eller antal rater").fill("4")
    page.get_by_role("button", name="Vis raterne").click()

    shown = page.get_by_role("region", name="Sådan bliver det betalt")
    expect(shown).to_contain_text("22-11-2026")
    expect(shown).to_contain_text("22-02-2027")
    assert faults_as_seen(visitor) == []
    page.get_by_role("button", name="Gem afdragsordningen").click()

    is_told(page, "Afdragsordningen er gemt.")


def a_payment_is_told_of(page: Page) -> None:
    """The form offers the instalment that is due; paid, the plan is kept."""
    page.get_by_role("link", name="Notér en betaling").click()
    choose(page, "Meddelt af", "Lejer")
    page.get_by_role("button", name="Notér betalingen").click()

    is_told(page, "Betalingen er noteret.")
    is_told(page, "Overholdes")
    page.get_by_role("link", name="Sag 2026-").click()
    timeline_says(page, "Betalt på afdragsordningen:", "Forlig eller henstand", "Ophævelse")


def the_bailiff_puts_them_out(visitor: Visitor) -> None:
    """The checklist is gone through, then the eviction is recorded with its day already filled in."""
    page = visitor.page
    at_court = _on_court_day(page)
    for point in ("Nøgler afleveret", "Et sted at sove i nat"):
        line = at_court.get_by_role("listitem").filter(has_text=point)
        line.get_by_role("button", name="Udført").click()
        expect(line).to_contain_text("Udført · Mette")
    assert faults_as_seen(visitor) == []

    at_court.get_by_role("link", name="Gennemført").click()
    expect(page.get_by_label("Udsættelsens dag")).to_have_value(FRIDAY)
    page.get_by_role("button", name="Notér udsættelsen").click()

    is_told(page, "Udsættelsen er noteret.")
    timeline_says(page, "Fogeden gennemførte udsættelsen")


def describe_a_home(visitor: Visitor, tenant: str, cause: str) -> None:
    """No list has named the home: it is opened by hand, with the ground for knowing of it."""
    page = visitor.page
    page.get_by_role("link", name="Ny sag").click()
    page.get_by_role("link", name="Boligen står ikke på en liste endnu").click()
    page.get_by_role("combobox", name="Afdeling").select_option(index=1)
    for label, written in (
        ("Lejemålsnr.", "99-9999-01"),
        ("Adresse", "Tomsgårdsvej 99, 2. tv"),
        ("Postnummer", "2400"),
        ("By", "København NV"),
        ("Hvem bor der", tenant),
        ("Begrundelse", "Lejeren ringede om et brev fra boligorganisationen."),
    ):
        page.get_by_role("textbox", name=label).fill(written)
    choose(page, "Årsag", cause)
    page.get_by_role("radio", name="Lejers egen henvendelse").check()
    assert faults_as_seen(visitor) == []
    page.get_by_role("button", name="Åbn sagen").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(tenant)


def a_subtenant_is_written_down(visitor: Visitor) -> None:
    """Somebody lives there who is no tenant: the case says so, and that they need help themselves."""
    page = visitor.page
    page.get_by_role("link", name="Beboere og repræsentanter").click()
    page.get_by_role("link", name="Tilføj person").click()
    page.get_by_label("Navn").fill("Farid Prøvesen")
    page.get_by_role("radio", name="Bor der uden at høre til den").check()
    choose(page, "Hvad er personen for lejeren?", "Fremlejetager")
    page.get_by_role("group", name="Har personen selv brug for hjælp?").get_by_role("radio", name="Ja").check()
    page.get_by_role("button", name="Gem personen").click()

    is_told(page, "Farid Prøvesen blev skrevet op.")
    assert faults_as_seen(visitor) == []
    page.get_by_role("link", name="Sag 2026-").click()
    household = page.get_by_role("region", name="Husstand")
    expect(household).to_contain_text("Farid Prøvesen")
    expect(household).to_contain_text("fremlejetager", ignore_case=True)
    expect(household).to_contain_text("Har brug for hjælp")


def figure_of_the_year(visitor: Visitor, name: str) -> int:
    """A figure as the manager reads it this year, once the worker has counted."""
    tasks.count()
    return figure(visitor.log_in("birgit"), name)


def _on_court_day(page: Page) -> Locator:
    """The household among what happened in court on Friday."""
    page.get_by_role("link", name="Min liste").first.click()
    page.get_by_role("link", name="Fogeddag").click()
    page.get_by_label("En anden dag").fill(FRIDAY)
    page.get_by_role("button", name="Vis", exact=True).click()
    return page.get_by_role("article", name=TENANT)

"""A household kept in its home by five people at once, each in a browser of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.db.models import Count, Exists, OuterRef
from playwright.sync_api import Locator, Page, expect

from casework.models import Case
from housing.models import Lease, LeaseTenant
from reports import tasks

from .accessibility import faults_as_seen
from .steps import choose, close_the_case, figure, is_told, timeline_says
from .visitor import Visitor

pytestmark = pytest.mark.usefixtures("new_demo")

AVERTED = "Afværgede udsættelser"
BENEFIT_CHECK, HOLD = "Tjek af ydelse og udbetaling", "Stil udsættelsen i bero"
VISIT = "Lejeren åbnede selv og græd i køkkenet."
NOTE = "Mistede arbejdet i august og har ikke åbnet brevene siden."
HELP = "Hjælpen gives, så datteren kan blive på skolen."
ON_THE_BENEFIT = "Går til lægen hver uge."
DEBTS = "Skrev seks kviklån op og ringede til banken."
AGREED = "Betaler, når lønnen fra det nye arbejde går ind."
#: What was said within the municipality or with the adviser, and the words for what was done.
SECRETS = (VISIT, NOTE, HELP, ON_THE_BENEFIT, DEBTS, AGREED, "12.345,00")
MATTERS = (
    "Hjemmebesøg",
    "Kontanthjælp",
    "Enkeltydelse",
    "Gældsrådgivning",
    "Rate",
    "Afværget",
    "Samira",
    "Karen Bruun",
)


class Home(NamedTuple):
    """The tenancy of the story and who rents it."""

    number: str
    street: str
    tenant: str


def test_four_offices_keep_a_household_in_its_home(visit: Callable[..., Visitor]) -> None:
    home = a_home_without_a_case()
    lars, mette, samira, birgit = (visit() for _ in range(4))
    karen = visit(screen="phone")
    for visitor, username in ((lars, "lars"), (mette, "mette"), (samira, "samira"), (karen, "karen")):
        visitor.log_in(username)
    averted = figure(birgit.log_in("birgit"), AVERTED)

    the_association_notifies(lars.page, home)
    notice_is(lars.page, home, "Modtaget")
    the_caseworker_takes_the_case(mette.page, home)
    the_caseworker_reaches_them(mette.page)
    notice_is(lars.page, home, "Taget op")
    news = unread(mette.page)
    the_caseworker_asks(mette.page, "Jobcenter København, BIF", BENEFIT_CHECK)
    the_caseworker_asks(mette.page, "fsb", HOLD)
    assert faults_as_seen(mette) == []

    the_employment_administration_answers(samira, home)
    the_association_holds_the_eviction(lars, home)
    the_adviser_hands_over_with_consent(karen, home)
    assert unread(mette.page) == news + 3
    the_caseworker_reads_the_answers(mette, home)

    the_caseworker_promises_to_pay(mette.page)
    the_association_is_paid(lars, home)
    the_caseworker_agrees_instalments(mette.page)
    close_the_case(
        mette.page,
        {
            "Hvor bor husstanden nu?": "Bor fortsat i lejemålet",
            "Hvordan gik kontakten?": "Nået og hjulpet",
            "Hvad blev der af restancen?": "Betalt med offentlig hjælp",
            "Hvordan endte retsforløbet?": "Betalt",
        },
    )

    timeline_says(mette.page, "Bor fortsat i lejemålet", "Betalingstilsagn")
    the_association_learns_nothing_of_why(lars.page, home)
    tasks.count()
    birgit.page.reload()
    assert figure(birgit.page, AVERTED) == averted + 1


def a_home_without_a_case() -> Home:
    """A home of fsb in Copenhagen with one tenant, of which the municipality knows nothing yet."""
    alone = Lease.objects.filter(
        Exists(LeaseTenant.objects.filter(lease=OuterRef("pk"), tenant__is_address_protected=False)),
        ~Exists(Case.objects.filter(lease=OuterRef("pk"))),
        association__code="FSB",
        municipality__code="101",
        ends_on=None,
    )
    lease = alone.annotate(tenants=Count("lease_tenants")).filter(tenants=1).order_by("pk")[0]
    return Home(lease.tenancy.number, lease.tenancy.street, lease.lease_tenants.get().tenant.name)


def the_association_notifies(page: Page, home: Home) -> None:
    page.get_by_role("link", name="Fogedunderretninger").click()
    page.get_by_role("link", name="Send en fogedunderretning").click()
    page.get_by_role("searchbox", name="Lejemålsnr., adresse eller navn").fill(home.number)
    page.get_by_role("button", name="Find lejemålet").click()
    page.get_by_role("link", name=home.number).click()
    page.get_by_label("Indgivet til fogedretten den").fill("2026-11-22")
    page.get_by_label("Skyldigt beløb, kr.").fill("14.200,00")
    page.get_by_role("button", name="Send fogedunderretningen").click()

    is_told(page, "Fogedunderretningen er sendt. Her er din kvittering.")


def notice_is(page: Page, home: Home, word: str) -> None:
    """All that the association sees of the case."""
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Fogedunderretninger").click()
    row = page.get_by_role("row").filter(has_text=home.number).first
    expect(row.get_by_role("cell").last).to_have_text(word)


def the_caseworker_takes_the_case(page: Page, home: Home) -> None:
    """The notice has opened a case that nobody has yet."""
    page.get_by_role("link", name="Ikke taget").click()
    in_list(page, home.street).get_by_role("button", name="Tag").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(home.tenant)
    timeline_says(page, "Fogedunderretning (§ 92, stk. 2)")


def the_caseworker_reaches_them(page: Page) -> None:
    choose(page, "Hvordan", "Hjemmebesøg")
    choose(page, "Resultat", "Nået")
    page.get_by_label("Notat").fill(VISIT)
    page.get_by_role("button", name="Notér kontakten").click()
    is_told(page, "Kontakten er noteret.")
    page.get_by_role("link", name="Notat", exact=True).click()
    expect(page.get_by_role("button", name="Skriv notatet")).to_be_visible()
    page.get_by_label("Notat").fill(NOTE)
    page.get_by_role("button", name="Skriv notatet").click()
    timeline_says(page, "nået", NOTE)


def the_caseworker_asks(page: Page, receiver: str, kind: str) -> None:
    """Outside the authority only a day and a reason of the list are sent, on a ground that stands."""
    page.get_by_role("region", name="Samarbejde").get_by_role("link", name="Spørg en anden organisation").click()
    page.get_by_role("link", name=kind).click()
    expect(page.get_by_role("combobox", name="Til").locator("option:checked")).to_have_text(receiver)
    if kind == HOLD:
        page.get_by_label("Stil udsættelsen i bero til").fill("2026-12-18")
        choose(page, "Hjemmel", "Opfølgning på boligorganisationens fogedunderretning (§ 92, stk. 2)")
        choose(page, "Begrundelse", "En betaling er på vej")
    else:
        page.get_by_label("Hvad du har brug for at vide").fill("Er der en sanktion, og hvornår er næste udbetaling?")
    page.get_by_role("button", name="Send forespørgslen").click()

    is_told(page, "Forespørgslen er sendt. Den står blandt sagens frister.")
    expect(page.get_by_role("region", name="Samarbejde")).to_contain_text(kind)


def the_employment_administration_answers(samira: Visitor, home: Home) -> None:
    page = samira.page
    page.get_by_role("link", name="Forespørgsler").first.click()
    in_list(page, home.street).get_by_role("link", name=BENEFIT_CHECK).click()
    is_told(page, home.tenant)
    page.get_by_role("link", name="Svar", exact=True).click()
    page.get_by_role("radio", name="Undersøgt").check()
    choose(page, re.compile("^Ydelse"), "Kontanthjælp")
    choose(page, "Sanktion", "Ingen sanktion")
    choose(page, "Administration af ydelsen", "Mulig, hvis lejeren er indforstået")
    page.get_by_label("Næste udbetaling den").fill("2026-12-01")
    page.get_by_label("Beløb om måneden, kr.").fill("12.345,00")
    page.get_by_label("Notat").fill(ON_THE_BENEFIT)
    assert faults_as_seen(samira) == []
    page.get_by_role("button", name="Send svaret").click()

    is_told(page, "Svaret er sendt.")


def the_association_holds_the_eviction(lars: Visitor, home: Home) -> None:
    page = lars.page
    page.get_by_role("link", name="Forespørgsler").first.click()
    in_list(page, home.street).get_by_role("link", name=HOLD).click()
    is_told(page, "En betaling er på vej")
    page.get_by_role("radio", name="Stillet i bero", exact=True).check()
    page.get_by_label("Udsættelsen er stillet i bero til").fill("2026-12-18")
    assert faults_as_seen(lars) == []
    page.get_by_role("button", name="Send svaret").click()

    is_told(page, "Svaret er sendt.")


def the_adviser_hands_over_with_consent(karen: Visitor, home: Home) -> None:
    """The talk is noted under the resident's name, the consent recorded, and then the talk handed over."""
    page = karen.page
    page.get_by_role("link", name="Notér en kontakt", exact=True).click()
    page.get_by_role("checkbox", name="Gæld", exact=True).check()
    page.get_by_role("radio", name="30").check()
    page.get_by_role("searchbox", name="Find en beboer").fill(home.number)
    page.get_by_role("button", name="Find beboeren").click()
    page.get_by_role("radio", name=f"{home.tenant}, {home.street}").check()
    page.get_by_role("checkbox", name="Beboeren samtykker i, at samtalen knyttes til navnet").check()
    page.get_by_label("Hvad blev der gjort").fill(DEBTS)
    page.get_by_role("button", name="Gem kontakten").click()
    is_told(page, "Kontakten er noteret.")

    in_list(page, DEBTS).get_by_role("link").click()
    page.get_by_role("link", name="Giv videre", exact=True).click()
    page.get_by_role("checkbox", name=DEBTS).check()
    page.get_by_role("button", name="Notér først beboerens samtykke").click()
    page.get_by_role("group", name="Hvad der må deles").get_by_role("checkbox", name="Gæld").check()
    page.get_by_role("checkbox", name="Københavns Kommune").check()
    page.get_by_role("radio", name="Mundtligt, med et vidne").check()
    page.get_by_role("textbox", name="Vidne").fill("Sofie Dam")
    assert faults_as_seen(karen) == []
    page.get_by_role("button", name="Notér samtykket").click()
    is_told(page, "Samtykket er noteret.")

    expect(page.get_by_role("checkbox", name=DEBTS)).to_be_checked()
    expect(page.get_by_role("radio", name=f"{home.tenant}: Gæld")).to_be_checked()
    page.get_by_role("group", name="Hvad det handler om").get_by_role("checkbox", name="Gæld").check()
    page.get_by_label("Formål").fill("Kommunen kan regne på en afdragsordning.")
    assert faults_as_seen(karen) == []
    page.get_by_role("button", name="Giv videre").click()
    is_told(page, "Videregivelsen er sendt. Du ser svaret her.")


def the_caseworker_reads_the_answers(mette: Visitor, home: Home) -> None:
    """The bell leads to the case, where each answer stands; what was handed over waits to be accepted."""
    page = mette.page
    bell(page).click()
    page.get_by_role("button", name="Forespørgsel til en anden organisation").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(home.tenant)
    timeline_says(page, "fsb svarede", "stillet i bero til 18-12-2026", "Kontanthjælp", "næste udbetaling 01-12-2026")

    page.get_by_role("link", name="Videregivelser til os").first.click()
    in_list(page, home.street).get_by_role("link", name=home.tenant).click()
    page.get_by_role("link", name="Tag imod videregivelsen").click()
    page.get_by_role("button", name="Tag imod videregivelsen").click()
    is_told(page, "Videregivelsen er modtaget.")
    page.get_by_role("main").get_by_role("link", name="2026-").click()
    page.get_by_role("link", name="1 videregivelse").click()
    is_told(page, DEBTS)
    assert faults_as_seen(mette) == []
    page.get_by_role("link", name="Sag 2026-").click()


def the_caseworker_promises_to_pay(page: Page) -> None:
    page.get_by_role("link", name="Indsats", exact=True).click()
    choose(page, "Indsats", "Enkeltydelse til restance")
    choose(page, "Resultat", "Gennemført")
    page.get_by_label("Beløb, kr.").fill("9.000,00")
    page.get_by_label("Notat").fill(HELP)
    page.get_by_role("button", name="Notér indsatsen").click()
    is_told(page, "Indsatsen er noteret.")

    page.get_by_role("link", name="Giv et betalingstilsagn").click()
    page.get_by_label("Beløb, kr.").fill("9.000,00")
    page.get_by_label("Gælder til og med").fill("2026-12-31")
    page.get_by_role("combobox", name="Bygger på indsatsen").select_option(index=1)
    page.get_by_role("button", name="Giv tilsagnet").click()
    is_told(page, "Tilsagnet er givet.")
    page.get_by_role("link", name="Notér, at det er sendt").click()
    page.get_by_role("button", name="Gem").click()
    is_told(page, "Det er noteret på tilsagnet.")
    page.get_by_role("link", name="Sag 2026-").click()


def the_association_is_paid(lars: Visitor, home: Home) -> None:
    page = lars.page
    page.get_by_role("link", name="I dag").first.click()
    page.get_by_role("link", name="Betalingstilsagn til jer").click()
    promised = page.get_by_role("row").filter(has_text=home.number)
    promised.get_by_role("link", name="Svar eller meld betaling").click()
    page.get_by_role("radio", name="Betalt").check()
    assert faults_as_seen(lars) == []
    page.get_by_role("button", name="Send svaret").click()

    expect(page.get_by_role("row").filter(has_text=home.number)).to_contain_text("Betalt 22-11-2026")


def the_caseworker_agrees_instalments(page: Page) -> None:
    """What the help does not cover is paid off; the guarantee is seen to be paid."""
    page.reload()
    timeline_says(page, "Betalingstilsagn")
    page.get_by_role("link", name="Ny afdragsordning").click()
    page.get_by_label("Beløb, der skal afdrages, kr.").fill("5.200,00")
    page.get_by_label("eller antal rater").fill("4")
    page.get_by_label("Notat").fill(AGREED)
    page.get_by_role("button", name="Vis raterne").click()
    page.get_by_role("button", name="Gem afdragsordningen").click()
    is_told(page, "Afdragsordningen er gemt.")


def the_association_learns_nothing_of_why(page: Page, home: Home) -> None:
    """Its notice is taken up and its guarantee paid; whatever else it can open says no more."""
    notice_is(page, home, "Taget op")
    page.goto("/cases/association/guarantees/")
    expect(page.get_by_role("row").filter(has_text=home.number)).to_contain_text("Betalt 22-11-2026")

    read = dict(pages_of(page, home))

    assert len(read) > 12
    about = {address: text for address, text in read.items() if home.number in text}
    assert [(address, word) for address, text in read.items() for word in SECRETS if word in text] == []
    at_home = {address: text for address, text in about.items() if re.search(r"/\d+/$", address)}
    assert len(at_home) >= 2
    assert [(address, word) for address, text in at_home.items() for word in MATTERS if word in text] == []


def pages_of(page: Page, home: Home) -> Iterator[tuple[str, str]]:
    """Every page of the officer's menu and first page, and each one those say of the home."""
    page.goto("/")
    begun = addresses(page.get_by_role("navigation", name="Hovedmenu")) + addresses(page.get_by_role("main"))
    waiting, seen = begun, set[str]()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page.goto(address, wait_until="domcontentloaded")
        yield address, page.content()
        lines = page.locator("tr, li").filter(has_text=re.compile("|".join(map(re.escape, (home.number, home.street)))))
        waiting += [found for line in lines.all() for found in addresses(line)]


def addresses(within: Locator) -> list[str]:
    """Where its links to pages lead."""
    links: list[str] = within.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link for link in links if link.startswith("/") and not link.endswith((".pdf", ".csv", ".xlsx"))]


def in_list(page: Page, words: str) -> Locator:
    """The line of a list that says something."""
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=words).first


def unread(page: Page) -> int:
    """How many news the bell counts."""
    page.reload()
    said = re.search(r"\d+", bell(page).inner_text())
    return int(said[0]) if said else 0


def bell(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("link", name="Nyt")

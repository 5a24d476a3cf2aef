"""A year is published by two people, once, and stays what it was."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.background import work
from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Municipality, Notification, User
from accounts.scope import Scope
from casework.models import Eviction
from reports.actions.editions import (
    annotate_year,
    propose_edition,
    publish_edition,
    reject_edition,
    settle,
    withdraw_annotation,
)
from reports.editions import canonical, making, protecting
from reports.editions.counting import definitions, publication_of
from reports.enums import ProposalState
from reports.facts.rebuild import rebuild
from reports.models import Annotation, Edition, EditionProposal
from reports.tables import Category, Cell, CountKey, Dimension, Publication, Role, State, Sum, Table, Words
from tests.factories import NOW
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.courses import EvictionFactory
from tests.factories.editions import with_cell
from tests.factories.housing import DepartmentFactory
from tests.factories.people import make_caseworker, make_manager, scope_of
from tests.factories.reports import OfficialFigureFactory, WaitingProposalFactory
from tests.factories.rules import LegalParameterFactory

pytestmark = pytest.mark.django_db

YEAR = 2025


@dataclasses.dataclass(frozen=True, slots=True)
class Town:
    """A municipality with two managers."""

    municipality: Municipality
    ane: User
    bo: User

    @property
    def first(self) -> Scope:
        return scope_of(self.ane)

    @property
    def second(self) -> Scope:
        return scope_of(self.bo)


@pytest.fixture
def town() -> Town:
    municipality = MunicipalityFactory(code="101", name="København")
    return Town(municipality, make_manager(municipality.organisation), make_manager(municipality.organisation))


def counted(**causes: int) -> Publication:
    """The evictions of the year by their causes."""
    whole = CountKey("evictions", (("year", str(YEAR)),))
    parts = {code: CountKey("evictions", (("cause", code), ("year", str(YEAR)))) for code in causes}
    counts = {whole: sum(causes.values())} | {parts[code]: count for code, count in causes.items()}
    words = {code: Words(code, code) for code in ("all", *causes)}
    dimension = Dimension(
        "cause", Words("Cause", "Årsag"), Role.GROUP, tuple(Category(code, text) for code, text in words.items()), "all"
    )
    cells = tuple(Cell(count, (key,)) for key, count in counts.items())
    table = Table("evictions_by_cause", Words("By cause", "Efter årsag"), ("evictions",), (dimension,), cells)
    return Publication((table,), counts, (Sum(whole, tuple(parts.values())),))


def proposed(town: Town, publication: Publication, *, reason: str = "") -> EditionProposal:
    proposal = propose_edition(year=YEAR, reason_da=reason, reason_en=reason, by=town.first, now=NOW)
    return settle(proposal, publication, definitions(), now=NOW)


def published(town: Town, publication: Publication, *, reason: str = "") -> Edition:
    proposal = proposed(town, publication, reason=reason)
    return publish_edition(proposal, version=proposal.version, by=town.second, now=NOW)


def cells(edition: Edition) -> list[tuple[object, State]]:
    return [(cell.value, cell.state) for cell in canonical.read(edition.document).table("evictions_by_cause").cells]


def test_one_proposes_and_another_publishes_what_was_shown(town: Town) -> None:
    OfficialFigureFactory(year=2011, value=781)
    OfficialFigureFactory(year=2018, value=266)
    proposal = proposed(town, counted(arrears=30, subletting=6, house_rules=3, crime=8))

    with pytest.raises(NotAllowed, match="To personer"):
        publish_edition(proposal, version=proposal.version, by=town.first, now=NOW)
    with pytest.raises(Conflict):
        publish_edition(proposal, version=proposal.version - 1, by=town.second, now=NOW)
    edition = publish_edition(proposal, version=proposal.version, by=town.second, now=NOW)

    document = canonical.read(edition.document)
    shown = canonical.read(proposal.document)
    assert dataclasses.replace(document, published_at=None) == shown
    assert (document.published_at, document.number, edition.checksum) == (
        NOW,
        1,
        canonical.checksum(edition.document),
    )
    assert [state for _value, state in cells(edition)].count(State.HIDDEN) == proposal.hidden_count >= 2
    assert document.table("official_evictions").cells[1].value is None
    assert [table.code for table in document.tables] == ["official_evictions", "own_and_official", "evictions_by_cause"]
    with pytest.raises(Refused, match="allerede besvaret"):
        publish_edition(proposal, version=proposal.version, by=town.second, now=NOW)
    assert {(news.user_id, news.kind) for news in Notification.objects.all()} == {
        (town.bo.pk, "edition.waiting"),
        (town.ane.pk, "edition.answered"),
    }


def test_a_correction_is_a_new_edition_that_says_what_changed_and_why(town: Town) -> None:
    first = published(town, counted(arrears=30, subletting=6, crime=8))
    before = (first.document, first.checksum)
    with pytest.raises(Refused, match="begge sprog"):
        proposed(town, counted(arrears=31, subletting=6, crime=8))

    second = published(town, counted(arrears=31, subletting=6, crime=8), reason="En udsættelse manglede")

    first.refresh_from_db()
    assert (first.document, first.checksum) == before
    document = canonical.read(second.document)
    assert (document.number, document.changes.since, document.reason.da) == (2, 1, "En udsættelse manglede")
    assert [
        (change.place[0].en, change.before and change.before.value, change.after and change.after.value)
        for change in document.changes.cells
    ] == [("all", 44, 45), ("arrears", 30, 31)]
    unchanged = proposed(town, counted(arrears=31, subletting=6, crime=8), reason="Ingen")
    assert unchanged.state == ProposalState.NOTHING_NEW


def test_correcting_an_old_record_touches_no_edition_and_is_listed_in_the_next(town: Town) -> None:
    unit = UnitFactory(municipality=town.municipality)
    department = DepartmentFactory(municipality=town.municipality)
    for cause, count in (("arrears", 9), ("subletting", 7)):
        EvictionFactory.create_batch(
            count,
            case__unit=unit,
            case__lease__tenancy__department=department,
            cause=cause,
            occurred_on=dt.date(YEAR, 3, 1),
        )
    rebuild(now=NOW)
    first = published(town, publication_of(town.municipality, YEAR, now=NOW))
    frozen = first.document

    Eviction.objects.filter(pk=Eviction.objects.filter(cause="arrears").order_by("pk")[0].pk).update(cause="subletting")
    rebuild(now=NOW)
    second = published(town, publication_of(town.municipality, YEAR, now=NOW), reason="Én var fremleje")

    first.refresh_from_db()
    assert first.document == frozen
    changes = canonical.read(second.document).changes.cells
    assert {
        (change.place[0].en, change.before and change.before.value, change.after and change.after.value)
        for change in changes
        if change.table == "evictions_by_cause" and change.place[-1].en != "Share"
    } == {("Rent arrears", 9, 8), ("Unlawful subletting", 7, 8)}


def test_what_was_hidden_once_stays_hidden_in_later_editions(town: Town) -> None:
    first = published(town, counted(arrears=30, subletting=6, house_rules=3))
    hidden = [place for place, (_value, state) in enumerate(cells(first)) if state == State.HIDDEN]

    second = published(town, counted(arrears=31, subletting=6, house_rules=7), reason="Fire manglede")

    assert {place for place, (_value, state) in enumerate(cells(second)) if state == State.HIDDEN} >= set(hidden)


def test_the_checker_stops_an_edition_that_tells_what_it_hides(town: Town) -> None:
    part = counted(arrears=38)
    whole, arrears = part.counts
    table = with_cell(part.tables[0], 0, Cell(40, (whole,)))
    published(town, Publication((table,), {whole: 40, arrears: 38}, ()))

    # What was shown cannot be hidden any more, so the new small count follows by subtraction.
    proposal = proposed(town, counted(arrears=38, house_rules=2), reason="To manglede")

    assert (proposal.state, proposal.recovered_count > 0) == (ProposalState.WAITING, True)
    with pytest.raises(Refused, match="kan regnes ud"):
        publish_edition(proposal, version=proposal.version, by=town.second, now=NOW)
    assert Edition.objects.count() == 1
    rejected = reject_edition(proposal, because="Kan regnes ud", version=proposal.version, by=town.second, now=NOW)
    assert (rejected.state, rejected.known_counts) == (ProposalState.REJECTED, "")


def test_only_managers_of_the_municipality_publish_and_only_years_that_are_over(town: Town) -> None:
    stranger = scope_of(make_manager())
    caseworker = scope_of(make_caseworker())
    proposal = proposed(town, counted(arrears=30))

    for act in (
        lambda: publish_edition(proposal, version=proposal.version, by=stranger, now=NOW),
        lambda: propose_edition(year=YEAR, by=caseworker, now=NOW),
        lambda: annotate_year(year=YEAR, text_da="x", text_en="x", by=caseworker, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(Refused, match="år, der er gået"):
        propose_edition(year=NOW.year, by=town.first, now=NOW)
    with pytest.raises(Refused, match="allerede foreslået"):
        propose_edition(year=YEAR, by=town.second, now=NOW)
    assert not EditionProposal.objects.visible_to(stranger).exists()


def test_the_database_itself_keeps_the_two_people_apart(town: Town) -> None:
    edition = published(town, counted(arrears=30))
    edition.pk, edition.number, edition.published_by_id = None, 2, edition.proposed_by_id
    edition.proposal = WaitingProposalFactory(municipality=town.municipality, year=2024)

    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        edition.save(force_insert=True)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE reports_edition SET document = ''")


def test_a_remark_goes_into_the_next_edition_and_stays_there(town: Town) -> None:
    remark = annotate_year(year=YEAR, text_da="Kampagne", text_en="Campaign", by=town.first, now=NOW)
    edition = published(town, counted(arrears=30))

    withdraw_annotation(remark, by=town.second, now=NOW)

    with pytest.raises(Refused, match="allerede"):
        withdraw_annotation(remark, by=town.second, now=NOW)
    assert not Annotation.objects.standing().exists()
    assert [one.text.en for one in canonical.read(edition.document).remarks] == ["Campaign"]
    without = canonical.read(proposed(town, counted(arrears=30), reason="Uden bemærkning").document)
    assert (without.remarks, [words.en for words in without.changes.remarks]) == ((), ["Campaign"])


def test_known_counts_come_back_as_they_were() -> None:
    known = protecting.protected(counted(arrears=30, house_rules=2, crime=9)).known

    assert protecting.from_text(protecting.as_text(known)) == known
    assert len(known.hidden) == 2
    first = protecting.from_text(
        '{"shown": [["evictions", [["year", "2025"]], 30]], "hidden": [["evictions", [["cause", "crime"]]]]}'
    )
    assert (list(first.counts.values()), len(first.hidden), first.as_edition(1).hidden) == ([30], 1, frozenset())


def test_the_municipality_chooses_the_largest_hidden_count(town: Town) -> None:
    LegalParameterFactory(municipality=town.municipality, code="largest_hidden_count", value="9")

    edition = published(town, counted(arrears=30, subletting=9, crime=12))

    assert [state for _value, state in cells(edition)] == [State.SHOWN, State.SHOWN, State.HIDDEN, State.HIDDEN]


def test_years_that_differ_only_in_what_is_hidden_are_published_as_the_same_bytes(town: Town) -> None:
    """Pages, files, charts and ETags are made of these bytes alone, so none of them can tell."""
    proposal = propose_edition(year=YEAR, by=town.first, now=NOW)
    hidden = [(20, 3), (21, 2), (19, 4), (22, 1)]

    documents = [
        making.make(proposal, counted(arrears=90, subletting=one, house_rules=few), definitions(), now=NOW).document
        for one, few in hidden
    ]

    assert documents[0].hidden_count == 2
    assert len({canonical.written(document) for document in documents}) == 1


def test_what_two_editions_hide_does_not_follow_from_both(town: Town) -> None:
    """The first tells that house rules and subletting are 9 together; so in the second crime would be 33 - 20 - 9."""
    published(town, counted(arrears=20, subletting=6, house_rules=3, crime=8))

    proposal = proposed(town, counted(arrears=20, subletting=6, house_rules=3, crime=4), reason="Fire var ikke det")

    document = canonical.read(proposal.document)
    shown = {row[0].code: cell.value for row, cell in document.table("evictions_by_cause").rows()}
    assert (proposal.recovered_count, shown["arrears"], shown["crime"]) == (0, 20, None)
    assert shown["all"] is None
    assert [sentence.en for sentence in document.sentences] == [
        "How many evictions Fasthold recorded in København in 2025 is hidden."
    ]
    publish_edition(proposal, version=proposal.version, by=town.second, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_publish_once(town: Town) -> None:
    proposal = proposed(town, counted(arrears=30))
    third = scope_of(make_manager(town.municipality.organisation))
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def publish(scope: Scope) -> None:
        ready.wait()
        try:
            publish_edition(proposal, version=proposal.version, by=scope, now=NOW)
            outcomes.append("published")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(scope,)) for scope in (town.second, third)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["published", "refused"]
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_counts_what_was_proposed_and_the_page_shows_it(town: Town, client: Client) -> None:
    client.force_login(town.ane)

    answer = client.post(reverse("reports:edition-propose", args=[YEAR]))
    work(is_endless=False)

    page = client.get(answer.headers["Location"])
    assert (answer.status_code, page.status_code) == (302, 200)
    assert page.context["proposal"].state == ProposalState.WAITING
    assert page.context["is_own"]

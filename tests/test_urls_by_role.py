"""Every address and every role: who gets the page, who is told that it does not exist, and who is sent to log in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Set
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase, HttpResponseNotFound
from django.test import Client, override_settings
from django.urls import reverse

from accounts.enums import Role
from config import urls

from .factories import NOW
from .test_consistency import PUBLIC, pages
from .url_world import PARTS, World, found_world

EVERYBODY = frozenset(Role)
CASEWORKERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
CASE_READERS = CASEWORKERS | {Role.EMPLOYMENT_CASEWORKER}
TEAM_LEADER = frozenset({Role.TEAM_LEADER})
ADVISER = frozenset({Role.TENANT_ADVISER})
OFFICER = frozenset({Role.ASSOCIATION_OFFICER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
MANAGER = frozenset({Role.MANAGER})
OFFICIAL = frozenset({Role.DATA_PROTECTION_OFFICER})
KEEPERS = TEAM_LEADER | OFFICER | ADMINISTRATOR | {Role.EMPLOYMENT_CASEWORKER}
REPORT_READERS = CASE_READERS | ADVISER | OFFICER | {Role.MANAGER}


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """Who may open an address, what stands behind it, and how it is asked."""

    roles: frozenset[Role]
    of: str = ""
    methods: tuple[str, ...] = ("GET",)
    query: str = ""
    is_public: bool = False

    def address(self, name: str, things: dict[str, Any]) -> str:
        return reverse(name, kwargs=things[self.of] if self.of else None) + self.query


def form(roles: frozenset[Role], of: str = "", query: str = "") -> Page:
    """A page with a form, that posts to itself."""
    return Page(roles, of, ("GET", "POST"), query)


def button(roles: frozenset[Role], of: str = "") -> Page:
    """An address that only changes something."""
    return Page(roles, of, ("POST",))


def public(*methods: str) -> Page:
    """For strangers too."""
    return Page(EVERYBODY, "", methods, is_public=True)


#: Every address of the product. Whoever adds one says here who may open it.
PAGES = {
    "healthz": public("GET"),
    "accounts:login": public("GET", "POST"),
    "accounts:language": public("POST"),
    "accounts:password-reset": public("GET", "POST"),
    "accounts:password-reset-sent": public("GET"),
    "accounts:password-reset-confirm": dataclasses.replace(public("GET"), of="reset link"),
    "accounts:password-reset-done": public("GET"),
    "help": Page(EVERYBODY),
    "accounts:home": Page(EVERYBODY),
    "accounts:logout": button(EVERYBODY),
    "accounts:choose-organisation": Page(EVERYBODY),
    "accounts:theme": button(EVERYBODY),
    "accounts:password-change": form(EVERYBODY),
    "accounts:password-changed": Page(EVERYBODY),
    "accounts:profile": form(EVERYBODY),
    "accounts:own-looks": Page(EVERYBODY),
    "accounts:notification-list": Page(EVERYBODY),
    "accounts:notification-open": button(EVERYBODY),
    "accounts:notification-read-all": button(EVERYBODY),
    "accounts:membership-list": Page(ADMINISTRATOR),
    "accounts:membership-new": form(ADMINISTRATOR),
    "accounts:membership-approve": button(ADMINISTRATOR, "proposed membership"),
    "accounts:membership-decline": button(ADMINISTRATOR, "proposed membership"),
    "accounts:membership-end": form(ADMINISTRATOR, "membership"),
    "accounts:background": Page(ADMINISTRATOR),
    "accounts:background-again": button(ADMINISTRATOR, "given-up job"),
    "casework:worklist": Page(CASEWORKERS),
    "casework:take-next": button(CASEWORKERS),
    "casework:worklist-export": form(CASEWORKERS),
    "casework:search-export": form(CASEWORKERS),
    "casework:view-list": Page(CASEWORKERS),
    "casework:view-save": form(CASEWORKERS),
    "casework:view-change": form(CASEWORKERS, "saved view"),
    "casework:view-replace": button(CASEWORKERS, "saved view"),
    "casework:view-delete": form(CASEWORKERS, "saved view"),
    "casework:view-default": button(CASEWORKERS, "saved view"),
    "casework:several": button(CASEWORKERS),
    "casework:several-assign": form(CASEWORKERS),
    "casework:several-follow-up": form(CASEWORKERS),
    "casework:several-undo": button(TEAM_LEADER, "batch"),
    "casework:absence-list": Page(CASEWORKERS),
    "casework:absence-new": form(CASEWORKERS),
    "casework:absence-end": button(CASEWORKERS, "absence"),
    "casework:unit-load": Page(TEAM_LEADER),
    "casework:distribute": form(TEAM_LEADER),
    "casework:sample-list": Page(TEAM_LEADER),
    "casework:sample-new": form(TEAM_LEADER),
    "casework:sample": Page(TEAM_LEADER, "sample"),
    "casework:review": form(TEAM_LEADER, "review"),
    "casework:feedback": Page(CASEWORKERS),
    "casework:case-list": form(CASE_READERS),
    "casework:purpose": form(CASEWORKERS, "another unit's case"),
    "casework:open-case": form(CASEWORKERS),
    "casework:open-unlisted": form(CASEWORKERS),
    "casework:restricted-list": Page(TEAM_LEADER),
    "casework:case": Page(CASE_READERS, "case"),
    "casework:take": button(CASEWORKERS, "case"),
    "casework:assign": form(CASEWORKERS, "case"),
    "casework:give-back": form(CASEWORKERS, "case"),
    "casework:follow-up": button(CASEWORKERS, "case"),
    "casework:household": form(CASEWORKERS, "case"),
    "casework:background": form(CASEWORKERS, "case"),
    "casework:missing": form(CASEWORKERS, "case"),
    "casework:missing-list": Page(CASEWORKERS),
    "casework:summary": form(CASEWORKERS, "case"),
    "casework:contact-ways": form(CASEWORKERS, "case"),
    "casework:contact-point": button(CASEWORKERS, "case"),
    "casework:avoid-mode": button(CASEWORKERS, "case"),
    "casework:allow-mode": button(CASEWORKERS, "avoided mode"),
    "casework:draft": button(CASEWORKERS, "draft"),
    "casework:draft-drop": button(CASEWORKERS, "draft"),
    "casework:appointment-list": Page(CASE_READERS, "case"),
    "casework:appointment-new": form(CASEWORKERS, "case"),
    "casework:appointment-end": form(CASEWORKERS, "appointment"),
    "casework:offer-new": form(CASEWORKERS, "case"),
    "casework:offer-revoke": button(CASEWORKERS, "offer"),
    "casework:eviction-review": form(CASEWORKERS, "eviction"),
    "times:choose": dataclasses.replace(public("GET", "POST"), of="time link"),
    "casework:court-day": Page(CASEWORKERS),
    "casework:court-attend": form(CASEWORKERS, "court date"),
    "casework:court-result": form(CASEWORKERS, "court date"),
    "casework:court-call-off": form(CASEWORKERS, "court date"),
    "casework:court-undo": button(CASEWORKERS, "court date"),
    "casework:court-check": button(CASEWORKERS, "court date"),
    "casework:close": form(CASEWORKERS, "case"),
    "casework:reopen": form(CASEWORKERS, "closed case"),
    "casework:invite": form(CASEWORKERS, "case"),
    "casework:restrict": form(CASEWORKERS, "case"),
    "casework:let-in": form(TEAM_LEADER, "restricted case"),
    "casework:contact": button(CASEWORKERS, "case"),
    "casework:intervention": button(CASEWORKERS, "case"),
    "casework:intervention-edit": form(CASEWORKERS, "intervention"),
    "casework:note": button(CASEWORKERS, "case"),
    "casework:note-correct": form(CASEWORKERS, "note"),
    "casework:course-open": form(CASEWORKERS, "case"),
    "casework:step": button(CASEWORKERS, "case"),
    "casework:step-correct": form(CASEWORKERS, "step"),
    "casework:raise-finding": form(CASEWORKERS, "finding"),
    "casework:eviction": form(CASEWORKERS, "case"),
    "casework:document-attach": form(CASEWORKERS, "case"),
    "casework:document": Page(CASE_READERS, "document"),
    "casework:document-withdraw": form(CASEWORKERS, "document"),
    "casework:decision-draft": form(CASEWORKERS, "case"),
    "casework:decision-decide": form(CASEWORKERS, "case"),
    "casework:decision-discard": form(CASEWORKERS, "case"),
    "casework:decision": Page(CASEWORKERS, "decision"),
    "casework:decision-letter": form(CASEWORKERS, "decision"),
    "casework:decision-sent": form(CASEWORKERS, "decision"),
    "casework:decision-replace": button(CASEWORKERS, "decision"),
    "casework:decision-grant": form(CASEWORKERS, "decision"),
    "casework:complaint-new": form(CASEWORKERS, "decision"),
    "casework:complaint": Page(CASEWORKERS, "complaint"),
    "casework:complaint-step": form(CASEWORKERS, "complaint step"),
    "casework:guarantee-new": form(CASEWORKERS, "case"),
    "casework:guarantee": Page(CASEWORKERS, "guarantee"),
    "casework:guarantee-change": form(CASEWORKERS, "guarantee"),
    "casework:guarantee-letter": form(CASEWORKERS, "guarantee"),
    "casework:guarantee-step": form(CASEWORKERS, "guarantee step"),
    "casework:deadline-list": Page(CASE_READERS, "case"),
    "casework:deadline-done": form(CASEWORKERS, "deadline"),
    "casework:deadline-waive": form(CASEWORKERS, "deadline"),
    "casework:deadline-undo": button(CASEWORKERS, "deadline entry"),
    "casework:after-closing": form(CASEWORKERS, "follow-up"),
    "casework:follow-up-list": Page(CASEWORKERS),
    "casework:why": Page(CASE_READERS, "case"),
    "casework:urgency-rules": public("GET"),
    "casework:calendar": form(CASEWORKERS),
    "casework:calendar-revoke": button(CASEWORKERS),
    "casework:calendar-feed": dataclasses.replace(public("GET"), of="calendar link"),
    "casework:plan-new": form(CASEWORKERS, "case"),
    "casework:plan": Page(CASE_READERS, "plan"),
    "casework:plan-edit": form(CASEWORKERS, "plan"),
    "casework:plan-end": form(CASEWORKERS, "plan"),
    "casework:payment": form(CASEWORKERS, "plan"),
    "casework:payment-correct": form(CASEWORKERS, "payment"),
    "casework:budget-new": form(CASEWORKERS, "case"),
    "casework:budget": Page(CASE_READERS, "budget"),
    "casework:budget-edit": form(CASEWORKERS, "budget"),
    "casework:letter-new": form(CASEWORKERS, "case"),
    "casework:letter": Page(CASE_READERS, "letter"),
    "casework:letter-sent": button(CASEWORKERS, "letter"),
    "casework:letter-not-sent": form(CASEWORKERS, "letter"),
    "casework:case-file": form(CASEWORKERS, "case"),
    "casework:letters-many": button(CASEWORKERS),
    "casework:letter-batch": Page(CASEWORKERS, "letter batch"),
    "casework:letter-batch-pdf": Page(CASEWORKERS, "letter batch"),
    "casework:letter-template-list": Page(ADMINISTRATOR),
    "casework:letter-template-edit": form(ADMINISTRATOR, query="?letter=help_offer.da"),
    "casework:letter-template-new": form(ADMINISTRATOR),
    "casework:people": Page(CASE_READERS, "case"),
    "casework:resident-new": form(CASEWORKERS, "case"),
    "casework:counts": button(CASEWORKERS, "case"),
    "casework:resident-edit": form(CASEWORKERS, "resident"),
    "casework:resident-end": form(CASEWORKERS, "resident"),
    "casework:resident-return": button(CASEWORKERS, "resident"),
    "casework:representative-new": form(CASEWORKERS, "case"),
    "casework:representative-edit": form(CASEWORKERS, "representative"),
    "casework:safety-note": form(CASEWORKERS, "case"),
    "casework:safety-note-end": form(CASEWORKERS, "case"),
    "casework:transfer": form(CASEWORKERS, "case"),
    "casework:person": Page(CASE_READERS, "person"),
    "casework:person-edit": form(CASEWORKERS, "person"),
    "casework:person-cpr": button(CASEWORKERS, "person"),
    "casework:duplicate-list": Page(CASEWORKERS),
    "casework:merge": form(CASEWORKERS, "two people"),
    "casework:distinct": button(CASEWORKERS, "two people"),
    "casework:merge-undo": form(CASEWORKERS, "merge"),
    "casework:delivery-list": Page(OFFICER),
    "casework:delivery-upload": form(OFFICER),
    "casework:delivery": Page(OFFICER, "waiting delivery"),
    "casework:delivery-confirm": button(OFFICER, "waiting delivery"),
    "casework:delivery-progress": Page(OFFICER, "list in hand"),
    "casework:delivery-stop": button(OFFICER, "list in hand"),
    "casework:delivery-discard": button(OFFICER, "waiting delivery"),
    "casework:delivery-undo": form(OFFICER, "received delivery"),
    "casework:delivery-problems": Page(OFFICER, "waiting delivery"),
    "casework:delivery-row": form(OFFICER, "parked row"),
    "casework:delivery-row-dismiss": button(OFFICER, "parked row"),
    "casework:arrears": form(OFFICER | ADVISER),
    "casework:arrears-paid": button(OFFICER, "position"),
    "casework:arrears-withdraw": form(OFFICER, "position"),
    "casework:arrears-undo": button(OFFICER, "position to undo"),
    "casework:vanished": form(OFFICER),
    "casework:vanished-undo": button(OFFICER, "position to undo"),
    "casework:department-list": form(OFFICER),
    "casework:department-new": form(OFFICER),
    "casework:notice-list": Page(OFFICER | CASEWORKERS),
    "casework:notice-new": form(OFFICER | CASEWORKERS),
    "casework:notice": Page(OFFICER | CASEWORKERS, "notice"),
    "casework:association-home": Page(OFFICER),
    "casework:court-report-list": Page(OFFICER),
    "casework:court-report-new": form(OFFICER),
    "casework:court-report-undo": button(OFFICER, "court report"),
    "casework:association-money": Page(OFFICER),
    "casework:association-guarantee": form(OFFICER, "sent guarantee"),
    "casework:filing-list": Page(OFFICER | CASEWORKERS),
    "casework:campaign-list": Page(OFFICER | CASEWORKERS),
    "casework:campaign-new": form(OFFICER | CASEWORKERS),
    "casework:campaign-change": form(OFFICER | CASEWORKERS, "campaign"),
    "casework:programme-list": Page(OFFICER | ADVISER | CASEWORKERS | {Role.MANAGER}),
    "casework:programme-new": form(OFFICER | TEAM_LEADER | {Role.MANAGER}),
    "casework:programme-change": form(OFFICER | TEAM_LEADER | {Role.MANAGER}, "programme"),
    "casework:court-file-list": Page(CASEWORKERS),
    "casework:court-file-new": form(CASEWORKERS),
    "casework:court-file-example": Page(CASEWORKERS),
    "casework:court-file": Page(CASEWORKERS, "court file"),
    "casework:court-file-confirm": button(CASEWORKERS, "court file"),
    "casework:court-file-discard": button(CASEWORKERS, "court file"),
    "casework:court-line": form(CASEWORKERS, "court line"),
    "casework:court-line-aside": button(CASEWORKERS, "court line"),
    "casework:course-fact-new": form(CASEWORKERS, "factual course"),
    "casework:course-fact-correct": form(CASEWORKERS, "course fact"),
    "casework:case-campaign": form(CASEWORKERS, "case"),
    "casework:agreement-list": Page(EVERYBODY),
    "casework:agreement-new": form(ADMINISTRATOR),
    "casework:agreement-end": form(ADMINISTRATOR, "agreement"),
    "casework:request-list": Page(CASE_READERS | ADVISER),
    "casework:request": Page(CASE_READERS, "request"),
    "casework:request-answer": form(CASE_READERS, "request"),
    "casework:request-say": form(CASE_READERS, "request"),
    "casework:request-remind": button(CASEWORKERS, "request"),
    "casework:request-withdraw": form(CASEWORKERS, "request"),
    "casework:request-new": form(CASEWORKERS, "case", "?kind=benefit_check&of=employment"),
    "casework:association-request-list": Page(OFFICER),
    "casework:association-request": form(OFFICER, "request to hold"),
    "casework:association-request-say": form(OFFICER, "request to hold"),
    "casework:adviser-request": form(ADVISER, "request to an adviser"),
    "casework:adviser-request-say": form(ADVISER, "request to an adviser"),
    "casework:situation": Page(CASEWORKERS, "case"),
    "casework:meeting-new": form(CASEWORKERS, "case"),
    "casework:meeting": Page(CASE_READERS, "meeting"),
    "casework:meeting-edit": form(CASEWORKERS, "meeting"),
    "casework:meeting-call-off": form(CASEWORKERS, "meeting"),
    "casework:minutes": form(CASEWORKERS, "meeting"),
    "casework:task-new": form(CASEWORKERS, "meeting"),
    "casework:task-edit": form(CASEWORKERS, "task"),
    "casework:task-tick": button(CASE_READERS, "owned task"),
    "casework:card-list": Page(EVERYBODY),
    "casework:card-edit": form(KEEPERS),
    "casework:adviser-contact-list": Page(ADVISER),
    "casework:adviser-contact-new": form(ADVISER),
    "casework:adviser-today": Page(ADVISER),
    "casework:adviser-resident-list": form(ADVISER),
    "casework:adviser-topic-list": Page(ADVISER),
    "casework:adviser-follow-up": button(ADVISER, "contact"),
    "casework:drop-in-list": Page(ADVISER),
    "casework:drop-in-new": form(ADVISER),
    "casework:drop-in-edit": form(ADVISER, "drop-in hours"),
    "casework:drop-in-end": button(ADVISER, "drop-in hours"),
    "casework:adviser-shell": Page(ADVISER),
    "casework:adviser-worker": Page(ADVISER),
    "casework:adviser-contact": Page(ADVISER, "contact"),
    "casework:adviser-contact-edit": form(ADVISER, "contact"),
    "casework:adviser-contact-erase": form(ADVISER, "contact"),
    "casework:adviser-erased-list": Page(ADVISER),
    "casework:case-sharing": Page(CASE_READERS, "case"),
    "casework:consent-new": form(CASEWORKERS, "case"),
    "casework:consent-form": Page(CASEWORKERS, "case"),
    "casework:consent-withdraw": form(CASEWORKERS, "consent"),
    "casework:consent-paper": Page(CASE_READERS, "consent paper"),
    "casework:resident-consent-paper": Page(ADVISER, "resident consent"),
    "casework:case-handover-new": form(CASEWORKERS, "case"),
    "casework:handover-inbox": Page(CASEWORKERS),
    "casework:handover": Page(CASEWORKERS, "handover"),
    "casework:handover-act": form(CASEWORKERS, "handover act"),
    "casework:handover-file": Page(CASE_READERS, "handover file"),
    "casework:adviser-handover-list": Page(ADVISER),
    "casework:adviser-handover-new": form(ADVISER),
    "casework:adviser-handover": Page(ADVISER, "handover"),
    "casework:adviser-handover-act": form(ADVISER, "adviser handover act"),
    "casework:adviser-handover-file": Page(ADVISER, "handover file"),
    "casework:resident-consent-list": form(ADVISER),
    "casework:resident-consent-new": form(ADVISER),
    "casework:resident-consent-form": Page(ADVISER),
    "casework:resident-consent-withdraw": form(ADVISER, "resident consent"),
    "casework:officer-handover-list": Page(OFFICER),
    "casework:officer-handover-new": form(OFFICER),
    "casework:officer-handover": Page(OFFICER, "officer handover"),
    "casework:officer-handover-act": form(OFFICER, "officer handover act"),
    "casework:cover-list": Page(OFFICER | ADVISER),
    "casework:cover-new": form(OFFICER | ADVISER),
    "casework:cover-end": button(OFFICER | ADVISER, "cover"),
    "casework:rule-list": Page(ADMINISTRATOR),
    "casework:opening-rule-new": form(ADMINISTRATOR),
    "casework:opening-rule-withdraw": button(ADMINISTRATOR, "planned rule"),
    "casework:lead-days": form(ADMINISTRATOR),
    "casework:legal-parameter-list": Page(ADMINISTRATOR),
    "casework:legal-parameter-new": form(ADMINISTRATOR, "legal parameter"),
    "casework:legal-parameter-withdraw": button(ADMINISTRATOR, "planned legal value"),
    "casework:code-list": Page(EVERYBODY),
    "casework:code-new": form(ADMINISTRATOR),
    "casework:code-close": form(ADMINISTRATOR, "code"),
    "casework:access-log": Page(OFFICIAL),
    "casework:access-log-csv": Page(OFFICIAL),
    "reports:year": Page(REPORT_READERS),
    "reports:csv": Page(REPORT_READERS, query="?year=2026"),
    "reports:xlsx": Page(REPORT_READERS, query="?year=2026"),
    "reports:count-again": button(REPORT_READERS),
    "reports:behind": Page(CASEWORKERS | MANAGER, "figure"),
    "reports:edition-list": Page(MANAGER),
    "reports:edition-propose": form(MANAGER, "year to publish"),
    "reports:proposal": Page(MANAGER, "proposal"),
    "reports:proposal-table": Page(MANAGER, "proposal table"),
    "reports:proposal-publish": button(MANAGER, "proposal"),
    "reports:proposal-reject": form(MANAGER, "proposal"),
    "reports:annotate": form(MANAGER, "year to publish"),
    "reports:annotation-withdraw": button(MANAGER, "remark"),
    "reports:pdf": Page(REPORT_READERS, query="?year=2026"),
    "reports:chart": Page(REPORT_READERS, "chart", query="?year=2026"),
    "reports:what-worked": Page(CASE_READERS | {Role.MANAGER}),
    "reports:what-worked-chart": Page(CASE_READERS | {Role.MANAGER}, "curve"),
    "robots": public("GET"),
    "public:places": public("GET"),
    "public:api": public("GET"),
    "public:openapi": public("GET"),
    "public:editions": public("GET"),
    "public:catalogue": public("GET"),
    "public:catalogue-in-turtle": public("GET"),
    "public:year": dataclasses.replace(public("GET"), of="published year"),
    "public:edition": dataclasses.replace(public("GET"), of="edition"),
    "public:table": dataclasses.replace(public("GET"), of="edition table"),
    "public:file": dataclasses.replace(public("GET"), of="edition file"),
    "public:latest-file": dataclasses.replace(public("GET"), of="latest file"),
}
#: What belongs to nobody: the code book and the worker are one for all, a link with a secret is its own key.
UNOWNED = {"", "calendar link", "chart", "code", "curve", "given-up job", "legal parameter", "reset link", "time link"}
#: A figure of the catalogue is everybody's; what it counts is the reader's own.
UNOWNED |= {"figure"}
#: What is published belongs to everybody, and every year to each municipality.
UNOWNED |= {"year to publish", "published year", "edition", "edition table", "edition file", "latest file"}
#: The people of a case, who lead to their own pages.
PEOPLE = {"person", "two people", "merge"}
#: What others are asked, and who owns what was agreed.
REQUESTS = {"request", "owned task"}
#: What is behind the door of the unit and of the case.
_WITHIN = {"case", "draft", "follow-up", "review", *REQUESTS, *PARTS, *PEOPLE}
#: What lies closest to one's own things without being open, by the reason why.
CLOSE_BY = {
    "another unit's": {*_WITHIN, "saved view", "absence", "sample"},
    "restricted": _WITHIN,
    "part of another case": {*PARTS},
    "a colleague's": {"contact", "saved view", "batch"},
}
#: They open what a team leader opens too: what runs for them is counted there.
LIKE_A_LEADER = CASE_READERS - TEAM_LEADER
OWNED = {page.of for page in PAGES.values()} - UNOWNED
RESET_LINK = {"uidb64": "MQ", "token": "none"}


def open_to(role: Role, kinds: Set[str] | None = None) -> set[str]:
    """The addresses somebody in a role may open; with `kinds` those behind which such a thing stands."""
    return {name for name, page in PAGES.items() if role in page.roles and (kinds is None or page.of in kinds)}


@pytest.fixture(scope="module")
def worlds(lasting: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    """The world one works in and another; both stay for all tests of this module."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield found_world(), found_world()


@pytest.fixture
def world(worlds: tuple[World, World], db: None) -> Iterator[World]:
    """One's own world, on a Sunday in November."""
    with time_machine.travel(NOW):
        yield worlds[0]


@pytest.fixture(scope="module")
def client() -> Client:
    """A browser for all tests of this module; who sits at it is the cookie. What fails is answered, and logged."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def plain_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """That something does not exist is told in a word: how the page looks is read by the tests in a browser."""
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)


def test_every_address_is_in_the_table() -> None:
    assert set(PAGES) == set(pages())


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=[pytest.mark.no_cover] if role in LIKE_A_LEADER else []) for role in Role]
)
def test_everybody_opens_what_is_theirs(world: World, client: Client, role: Role) -> None:
    assert otherwise("opens", open_to(role), world.things, client, world.sessions[role]) == {}


@pytest.mark.no_cover
@pytest.mark.parametrize("role", Role)
def test_what_is_for_other_roles_does_not_exist(world: World, client: Client, role: Role) -> None:
    closed = PAGES.keys() - open_to(role)

    assert otherwise("does not exist", closed, world.things, client, world.sessions[role]) == {}


@pytest.mark.no_cover
@pytest.mark.parametrize("role", [role for role in Role if open_to(role, OWNED)])
def test_what_belongs_to_others_does_not_exist(
    world: World, worlds: tuple[World, World], client: Client, role: Role
) -> None:
    assert otherwise("does not exist", open_to(role, OWNED), worlds[1].things, client, world.sessions[role]) == {}


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("why", "role"), [(why, role) for why, kinds in CLOSE_BY.items() for role in Role if open_to(role, kinds)]
)
def test_what_lies_close_by_does_not_exist_either(world: World, client: Client, why: str, role: Role) -> None:
    close_by = open_to(role, CLOSE_BY[why])

    assert otherwise("does not exist", close_by, world.hidden[why], client, world.sessions[role]) == {}


@pytest.mark.no_cover
def test_a_stranger_logs_in_first(world: World, client: Client) -> None:
    public = {name for name, page in PAGES.items() if page.is_public}

    assert public == PUBLIC
    assert otherwise("opens", public, world.things, client) == {}
    assert otherwise("log in", PAGES.keys() - public, world.things, client) == {}


def otherwise(
    word: str, names: Set[str], things: Mapping[str, Any], client: Client, session: str = ""
) -> dict[tuple[str, str], str]:
    """Which of the addresses, asked in which way, answers something else than the word; what it changed is taken back.

    Whoever has no session is a stranger.
    """
    found = {}
    for name in sorted(names):
        address = PAGES[name].address(name, {**things, "reset link": RESET_LINK})
        for method in PAGES[name].methods:
            client.cookies.clear()
            if session:
                client.cookies[settings.SESSION_COOKIE_NAME] = session
            with transaction.atomic():
                answer = client.post(address, {"version": "1"}) if method == "POST" else client.get(address)
                transaction.set_rollback(True)
            found[name, method] = _word(answer)
    assert found
    return {asked: answer for asked, answer in found.items() if answer != word}


def _word(response: HttpResponseBase) -> str:
    """An answer in a word; anything that is none of the three is named by its status."""
    if response.status_code == 404:
        return "does not exist"
    if response.status_code == 302 and response.headers["Location"].startswith(f"{reverse('accounts:login')}?next="):
        return "log in"
    return "opens" if response.status_code in {200, 302, 422} else str(response.status_code)

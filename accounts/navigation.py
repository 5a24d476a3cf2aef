"""Where each role may go from the rail, at most six entries."""

from __future__ import annotations

import dataclasses

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .enums import Role


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """An entry by its page, its word and its icon; `short` is the word on a phone, where six stand abreast."""

    url_name: str
    label: Promise
    icon: str
    short: str | Promise = ""


_WORKLIST = Entry("casework:worklist", _("My list"), "list-check")
_CASES = Entry("casework:case-list", _("Cases"), "folder2")
_TODAY = Entry("casework:association-home", _("Today"), "check2-square")
_ARREARS = Entry("casework:arrears", _("Tenancies in arrears"), "house-exclamation", _("In arrears"))
_CONTACTS = Entry(
    "casework:adviser-contact-list", _("Adviser contacts"), "chat-square-text", pgettext_lazy("short", "Contacts")
)
_HANDOVERS_TO_US = Entry(
    "casework:handover-inbox", _("Handovers to us"), "arrow-left-right", pgettext_lazy("short", "Shared")
)
_MY_HANDOVERS = Entry(
    "casework:adviser-handover-list", _("My handovers"), "arrow-left-right", pgettext_lazy("short", "Shared")
)
_SENT_HANDOVERS = Entry(
    "casework:officer-handover-list", _("Handovers"), "arrow-left-right", pgettext_lazy("short", "Shared")
)
_NOTICES = Entry("casework:notice-list", _("Notices"), "envelope-paper", pgettext_lazy("short", "Notices"))
_AGREEMENTS = Entry(
    "casework:agreement-list", _("Sharing agreements"), "shield-check", pgettext_lazy("short", "Agreements")
)
_REQUESTS = Entry("casework:request-list", _("Requests"), "question-circle", pgettext_lazy("short", "Requests"))
_REQUESTS_TO_US = Entry(
    "casework:association-request-list", _("Requests"), "question-circle", pgettext_lazy("short", "Requests")
)
_ADVISER_TODAY = Entry("casework:adviser-today", _("Today"), "sun")
_RESIDENTS = Entry("casework:adviser-resident-list", _("My residents"), "people", pgettext_lazy("short", "Residents"))
_CARDS = Entry("casework:card-list", _("Who can do what"), "person-lines-fill")
_PROGRAMMES = Entry("casework:programme-list", _("Programmes"), "life-preserver")
_REPORT = Entry("reports:year", _("Statistics"), "bar-chart")
_MEMBERSHIPS = Entry("accounts:membership-list", _("Users and roles"), "people")
_BACKGROUND = Entry("accounts:background", _("Background work"), "clock-history")
_RULES = Entry("casework:rule-list", _("Rules"), "sliders")
_CODES = Entry("casework:code-list", _("Code book"), "journal-text")
_ACCESS_LOG = Entry("casework:access-log", _("Access log"), "eye")

NAVIGATION: dict[Role, tuple[Entry, ...]] = {
    Role.CASEWORKER: (_WORKLIST, _CASES, _REQUESTS, _HANDOVERS_TO_US, _NOTICES, _REPORT),
    Role.TEAM_LEADER: (_WORKLIST, _CASES, _REQUESTS, _HANDOVERS_TO_US, _NOTICES, _REPORT),
    Role.EMPLOYMENT_CASEWORKER: (_REQUESTS, _CASES, _CARDS, _REPORT),
    Role.TENANT_ADVISER: (_ADVISER_TODAY, _CONTACTS, _RESIDENTS, _MY_HANDOVERS, _ARREARS, _REPORT),
    Role.ASSOCIATION_OFFICER: (_TODAY, _ARREARS, _NOTICES, _REQUESTS_TO_US, _SENT_HANDOVERS, _REPORT),
    Role.MANAGER: (_REPORT, _PROGRAMMES, _AGREEMENTS),
    Role.ADMINISTRATOR: (_MEMBERSHIPS, _RULES, _CODES, _AGREEMENTS, _BACKGROUND, _CARDS),
    Role.DATA_PROTECTION_OFFICER: (_ACCESS_LOG, _AGREEMENTS),
}

#: The page that searches, for the roles that have one.
SEARCH: dict[Role, str] = {
    Role.CASEWORKER: "casework:case-list",
    Role.TEAM_LEADER: "casework:case-list",
    Role.EMPLOYMENT_CASEWORKER: "casework:case-list",
    Role.TENANT_ADVISER: "casework:arrears",
    Role.ASSOCIATION_OFFICER: "casework:arrears",
}

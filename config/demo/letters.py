"""Letters of the demo: the first ones to the households of some open cases, written and sent as a caseworker does."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone, translation

from accounts import wording
from accounts.scope import Scope
from casework.actions.documents import attach_document
from casework.actions.letters import record_sent, write_letter
from casework.enums import LetterChannel, LetterCode, OpenedBy
from casework.file_kinds import checked
from casework.models import Case
from casework.papers.fields import LetterField

from .organisations import Town
from .scopes import scope_in

#: How many cases have letters; each is set as PDF, which takes its time.
CASES = 4
MEETING = {LetterField.MEETING_PLACE: "Bernstorffsgade 17, 2. sal"}
PAPER = "Telefonnotat. Lejeren har sendt sine lønsedler og vil gerne have hjælp til et budget."


def write_letters(town: Town, now: dt.datetime) -> None:
    """The information letter and the offer of help are sent; an invitation waits to be sent."""
    mette = town.people["mette"]
    by = scope_in(town, "mette", now)
    told = (OpenedBy.AGREEMENT, OpenedBy.SECTION_92_2)
    cases = Case.objects.open().filter(assigned_to=mette, is_restricted=False, opened_by__in=told)
    with translation.override("da"):
        for number, case in enumerate(cases.order_by("-opened_on", "pk")[:CASES]):
            _write(case, number, by, now)


def _write(case: Case, number: int, by: Scope, now: dt.datetime) -> None:
    first = max(case.opened_at, now - dt.timedelta(days=9 - number))
    today = timezone.localdate(first)
    deadline = {LetterField.DEADLINE: wording.day(today + dt.timedelta(days=14))}
    for code in (LetterCode.INFORMATION, LetterCode.HELP_OFFER):
        letter = write_letter(case, template_code=code, fields=deadline, by=by, now=first)
        channel = LetterChannel.DIGITAL_POST if number % 3 else LetterChannel.POST
        record_sent(letter, channel=channel, sent_on=today, version=letter.version, by=by, now=first)
    if number % 2 == 0:
        meeting = {**MEETING, LetterField.MEETING_AT: "torsdag kl. 13.00"}
        write_letter(case, template_code=LetterCode.MEETING, fields=meeting, by=by, now=now)
        paper = checked("Telefonnotat.txt", f"{case.number}: {PAPER}".encode())
        attach_document(case, attachment=paper, title="Telefonnotat", by=by, now=now)

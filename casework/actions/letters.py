"""Letters on a case: writing one, saying how it was sent, or that it never was.

    letter = write_letter(case, template_code=LetterCode.DECISION, fields={LetterField.REASONS: "…"}, by=by, now=now)
    record_sent(letter, channel=LetterChannel.POST, sent_on=today, version=letter.version, by=by, now=now)

`fields` are by the names of `papers.fields.LetterField`; what the case itself knows (names, address, amount, hearing,
caseworker and so on, see `queries.letters.fields_of`) need not be given. A field that stands open raises `OpenField`.
`subject` and `body` replace the template's words, as somebody edited them. The PDF is a `Document` of the case and
never changes; the timeline says `letter`, `letter_sent`, `letter_not_sent` with the letter's `code`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import wording
from accounts.enums import Language
from accounts.errors import Refused, check_version
from accounts.models import Municipality
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind, LetterChannel
from ..events import record
from ..file_kinds import PDF, Attachment, clean_name
from ..models import Case, Letter, LetterBatch, LetterTemplate
from ..papers.fields import LetterField, check_filled
from ..papers.markup import blocks, filled
from ..papers.typesetting import set_pdf
from ..permissions import check_work_on
from ..queries.case_page import with_all
from ..queries.letters import fields_of, recipient_of, template_for
from .documents import kept
from .locking import locked, save_valid

#: Who proposed a wording that no administrator has touched.
PROPOSED = "Fasthold"


class AlreadyWritten(Refused):
    """The very same letter was made today, by a second click perhaps."""


class AlreadyNotSent(Refused):
    """Somebody else marked the letter as not sent first."""


@transaction.atomic
def write_letter(
    case: Case,
    *,
    template_code: str,
    language: str = Language.DANISH,
    fields: Mapping[str, str] | Mapping[LetterField, str] | None = None,
    recipient: str = "",
    subject: str = "",
    body: str = "",
    by: Scope,
    now: dt.datetime,
) -> Letter:
    """Make a letter and keep it on the case exactly as it is. `recipient` is name and address, line by line.

    Raises `OpenField` when a field is still to be filled in, and `NoTemplate`.
    """
    locked(case)
    case = with_all(Case.objects.all()).get(pk=case.pk)
    check_work_on(by, case)
    today = timezone.localdate(now)
    template = kept_template(template_for(case.municipality_id, template_code, language=language, today=today), now=now)
    known = fields_of([case], by=by, today=today, language=language)[case.pk]
    known |= {str(name): text for name, text in (fields or {}).items()}
    words: dict[str, Any] = {
        "recipient": recipient.strip() or recipient_of(case, template.addressee),
        "subject": filled(subject or template.subject, known),
        "body": filled(body or template.body, known),
    }
    if Letter.objects.standing().filter(case=case, written_on=today, **words).exists():
        raise AlreadyWritten(_("The very same letter was already written today."))
    with keeping(case, template, **words, by=by, now=now) as letter:
        return letter


@transaction.atomic
def record_sent(
    letter: Letter, *, channel: str, sent_on: dt.date, proof: str = "", version: int, by: Scope, now: dt.datetime
) -> Letter:
    """Say how and when a letter left the house, with its proof; said anew it replaces what was said before."""
    from .decided_letters import follow_letter  # the letters of decisions are built on letters

    case = locked(letter.case)
    check_work_on(by, case)
    letter = _held(letter)
    check_version(letter, version)
    if letter.not_sent_at is not None:
        raise AlreadyNotSent(_("The letter is marked as not sent. Write a new one."))
    if sent_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    if sent_on < letter.written_on:
        raise Refused(_("A letter cannot be sent before it was written."))
    if channel not in LetterChannel.values:
        raise Refused(_("Say how and when the letter was sent."))
    letter.channel, letter.sent_on, letter.proof = channel, sent_on, proof.strip()
    letter.version += 1
    save_valid(letter, update_fields=["channel", "sent_on", "proof", "version"])
    facts = facts_of(letter) | {"channel": channel, "sent_on": sent_on, "proof": letter.proof}
    record(case, EventKind.LETTER_SENT, by=by, now=now, occurred_on=sent_on, **facts)
    derived.refresh([case.pk], today=timezone.localdate(now))
    follow_letter(letter, by=by, now=now)
    return letter


@transaction.atomic
def mark_not_sent(letter: Letter, *, reason: str, by: Scope, now: dt.datetime) -> Letter:
    """Say that a letter never left the house, with the reason; it stays on the case as it was made."""
    case = locked(letter.case)
    check_work_on(by, case)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    letter = _held(letter)
    if letter.not_sent_at is not None:
        raise AlreadyNotSent(_("The letter is already marked as not sent."))
    letter.not_sent_at, letter.not_sent_by_id, letter.not_sent_reason = now, by.user_id, reason
    letter.version += 1
    letter.save(update_fields=["not_sent_at", "not_sent_by", "not_sent_reason", "version"])
    record(case, EventKind.LETTER_NOT_SENT, by=by, now=now, **facts_of(letter), reason=reason)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return letter


@contextlib.contextmanager
def keeping(
    case: Case,
    template: LetterTemplate,
    *,
    recipient: str,
    subject: str,
    body: str,
    batch: LetterBatch | None = None,
    by: Scope,
    now: dt.datetime,
) -> Iterator[Letter]:
    """A letter on a case held by `locked`, as part of several actions; gone again when the rest is refused."""
    check_filled(subject)
    check_filled(body)
    pdf = letter_pdf(case, language=template.language, recipient=recipient, subject=subject, body=body, now=now)
    file = Attachment(clean_name(f"{subject}.pdf"), PDF, pdf)
    with kept(case, file, title=subject, by=by, now=now) as document:
        letter = Letter.objects.create(
            case=case,
            municipality_id=case.municipality_id,
            template=template,
            batch=batch,
            document=document,
            recipient=recipient,
            subject=subject,
            body=body,
            written_on=timezone.localdate(now),
            written_by_id=by.user_id,
        )
        record(case, EventKind.LETTER, by=by, now=now, **facts_of(letter))
        yield letter


def letter_pdf(case: Case, *, language: str, recipient: str, subject: str, body: str, now: dt.datetime) -> bytes:
    """The PDF of a letter about a case (of `with_all`), from the words as they are."""
    organisation = case.unit.organisation
    with translation.override(language):
        sender = [
            case.municipality.organisation.name,
            case.unit.name,
            _("Phone %(number)s") % {"number": organisation.phone} if organisation.phone else "",
            organisation.email,
        ]
        data = {
            "title": subject,
            "language": language,
            "sender": [line for line in sender if line],
            "recipient": recipient.splitlines(),
            "facts": [(_("Date"), wording.day(timezone.localdate(now))), (_("Case"), case.number)],
            "blocks": [block.plain() for block in blocks(body)],
            "page": _("Page"),
            "of": pgettext("page 1 of 2", "of"),
        }
    return set_pdf("letter", data, now=now)


def kept_template(template: LetterTemplate, *, now: dt.datetime) -> LetterTemplate:
    """The wording a letter keeps: one the product proposes becomes a row of the municipality when it is first used."""
    if not template._state.adding:
        return template
    Municipality.objects.select_for_update(of=("self",)).get(pk=template.municipality_id)
    same = LetterTemplate.objects.filter(
        municipality_id=template.municipality_id, code=template.code, language=template.language
    )
    earlier = same.filter(body=template.body, subject=template.subject).order_by("-version").first()
    if earlier is not None:
        return earlier
    template.version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    template.starts_on, template.source, template.recorded_at = timezone.localdate(now), PROPOSED, now
    template.save()
    return template


def facts_of(letter: Letter) -> dict[str, Any]:
    """What the timeline keeps of a letter."""
    return {
        "letter": letter.pk,
        "document": letter.document_id,
        "code": letter.template.code,
        "language": letter.template.language,
        "title": letter.subject,
        "to": letter.recipient.partition("\n")[0],
    }


def _held(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("template").get(pk=letter.pk)

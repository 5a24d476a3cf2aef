"""One letter for each of several cases: who gets what, who is left out and why, and making them all or none."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pypdf import PdfWriter

from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import Addressee
from ..models import Case, Letter, LetterBatch, LetterTemplate
from ..papers.fields import OpenField, open_fields
from ..papers.markup import filled
from ..permissions import may_work_on
from ..queries.case_page import with_all
from ..queries.letters import fields_of, recipients_of
from .documents import opened
from .letters import keeping, kept_template

#: How many letters are made at once.
MOST = 100


class Ready(NamedTuple):
    """A letter as it will be made."""

    case: Case
    recipient: str
    subject: str
    body: str

    @property
    def to(self) -> str:
        """The recipient on one line."""
        return ", ".join(self.recipient.splitlines())


class LeftOut(NamedTuple):
    """A case that gets no letter, and why."""

    case: Case
    reason: str


class Plan(NamedTuple):
    """What a confirmation would do; `asked` are the fields that one answer fills in everywhere."""

    ready: list[Ready]
    left_out: list[LeftOut]
    asked: list[str]


def plan(
    cases: Sequence[Case], template: LetterTemplate, *, common: Mapping[str, str], by: Scope, today: dt.date
) -> Plan:
    """Who gets what of the cases (of `with_all`), those left out with the reason."""
    known = fields_of(cases, by=by, today=today, language=template.language)
    recipients = recipients_of(cases)
    per_case = {name for fields in known.values() for name in fields}
    named = dict.fromkeys(field.name for field in open_fields(f"{template.subject}\n{template.body}"))
    asked = [name for name in named if name not in per_case]
    ready, left_out = [], []
    for case in cases:
        fields = {**common, **known[case.pk]}
        to_household = template.addressee == Addressee.HOUSEHOLD
        letter = Ready(
            case,
            recipients[case.pk] if to_household else case.association.organisation.name,
            filled(template.subject, fields),
            filled(template.body, fields),
        )
        if reason := _why_not(letter, template, by, set(asked) - set(common)):
            left_out.append(LeftOut(case, reason))
        else:
            ready.append(letter)
    return Plan(ready, left_out, asked)


@transaction.atomic
def write_letters(
    case_ids: Iterable[int],
    *,
    template: LetterTemplate,
    common: Mapping[str, str],
    token: uuid.UUID,
    by: Scope,
    now: dt.datetime,
) -> LetterBatch:
    """Make the letters of a plan, all or none; with a token that was used before, what was made then is given back."""
    template = kept_template(template, now=now)
    batch, is_new = LetterBatch.objects.get_or_create(
        token=token,
        made_by_id=by.user_id,
        defaults={"municipality_id": by.municipality_id, "template": template, "made_at": now},
    )
    if not is_new:
        return batch
    ids = Case.objects.visible_to(by).filter(pk__in=list(case_ids)).order_by("pk")
    list(ids.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    cases = list(with_all(ids))
    letters = plan(cases, template, common=common, by=by, today=timezone.localdate(now)).ready
    if not letters:
        raise Refused(_("None of the cases gets a letter. Look at the reasons below."))
    with contextlib.ExitStack() as made:
        for letter in letters:
            made.enter_context(
                keeping(
                    letter.case,
                    template,
                    recipient=letter.recipient,
                    subject=letter.subject,
                    body=letter.body,
                    batch=batch,
                    by=by,
                    now=now,
                )
            )
    return batch


def all_in_one(letters: Iterable[Letter], *, title: str) -> bytes:
    """One PDF to print with all the letters, each beginning on a new sheet when printed on both sides."""
    writer = PdfWriter()
    for letter in letters:
        writer.append(io.BytesIO(opened(letter.document)), outline_item=f"{letter.case.number} {letter.subject}")
        if len(writer.pages) % 2:
            writer.add_blank_page()
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _why_not(letter: Ready, template: LetterTemplate, by: Scope, waiting: set[str]) -> str:
    """Why a case gets no letter; empty when it does. What one answer will fill in everywhere is no reason yet."""
    case = letter.case
    if case.closed_at is not None:
        return _("The case is closed.")
    if not may_work_on(by, case):
        return _("You cannot work on this case.")
    if template.addressee == Addressee.HOUSEHOLD and not case.address.strip():
        return _("No address is known.")
    missing = [field.name for field in open_fields(f"{letter.subject}\n{letter.body}") if field.name not in waiting]
    if missing:
        return _("Not known on the case: %(fields)s.") % {"fields": ", ".join(dict.fromkeys(missing))}
    return ""


def check_answered(asked: Iterable[str], common: Mapping[str, str]) -> None:
    """Raise `OpenField` when something that is the same in all letters has not been said."""
    if any(not common.get(name) for name in asked):
        raise OpenField(_("Fill in what is the same in all letters."))

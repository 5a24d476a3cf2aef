"""The consent form to print and sign: filled in with the case or the resident, or blank."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts import wording
from accounts.enums import Language
from accounts.scope import Scope
from housing.models import HousingAssociation, Tenant

from .. import papers
from ..enums import LetterCode
from ..models import Case
from ..papers.fields import EXAMPLES, LetterField
from ..papers.markup import blocks, filled
from ..papers.typesetting import set_pdf
from ..queries.handovers import leases_of
from ..queries.letters import fields_of, recipient_of, template_for
from .letters import letter_pdf

_FORMS = Path(papers.__path__[0]) / "forms"
#: Where a blank form leaves room to write.
ROOM = "\N{HORIZONTAL ELLIPSIS}" * 20
#: What a blank form of a case still says: who asks.
SENDERS = {LetterField.UNIT, LetterField.MUNICIPALITY, LetterField.PHONE, LetterField.EMAIL}


def case_consent_form(case: Case, *, is_blank: bool, by: Scope, now: dt.datetime) -> bytes:
    """The municipality's own wording of the form as a tagged PDF; blank, it leaves room for who signs."""
    today = timezone.localdate(now)
    language = _language()
    template = template_for(case.municipality_id, LetterCode.CONSENT, language=language, today=today)
    known = fields_of([case], by=by, today=today, language=language)[case.pk]
    if is_blank:
        known = {name: text for name, text in known.items() if name in SENDERS}
    known = {**dict.fromkeys(EXAMPLES, ROOM), **known}
    return letter_pdf(
        case,
        language=language,
        recipient="" if is_blank else recipient_of(case, template.addressee),
        subject=filled(template.subject, known),
        body=filled(template.body, known),
        now=now,
    )


def resident_consent_form(
    association: HousingAssociation, tenant: Tenant | None, *, by: Scope, now: dt.datetime
) -> bytes:
    """The adviser's form as a tagged PDF, with the resident's name and home when one is given."""
    today = timezone.localdate(now)
    language = _language()
    title, body = (_FORMS / f"resident_consent.{language}.txt").read_text(encoding="utf-8").split("\n", 1)
    home = next((lease.tenancy.street for lease in leases_of(tenant, today=today)), "") if tenant else ""
    known = {
        str(LetterField.NAMES): tenant.name if tenant else ROOM,
        str(LetterField.ADDRESS): home or ROOM,
        str(LetterField.ASSOCIATION): association.name,
    }
    data = {
        "title": title,
        "language": language,
        "sender": [association.name, by.user_name],
        "recipient": [line for line in (tenant.name if tenant else "", home) if line],
        "facts": [] if tenant is None else [(_("Date"), wording.day(today))],
        "blocks": [block.plain() for block in blocks(filled(body, known))],
        "page": _("Page"),
        "of": pgettext("page 1 of 2", "of"),
    }
    return set_pdf("letter", data, now=now)


def _language() -> str:
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.DANISH

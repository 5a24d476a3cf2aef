"""The words of the letter that tells of a decision or a guarantee, filled in from it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from accounts.enums import Language
from accounts.scope import Scope

from ..enums import LetterCode
from ..enums_decisions import DecisionOutcome
from ..models import Case, Decision, Letter, PaymentGuarantee
from ..papers.fields import LetterField
from ..papers.markup import filled
from .decisions import basis_names
from .letters import fields_of, recipient_of, template_for


class Words(NamedTuple):
    """A letter before it is made: to whom, about what, and its text."""

    recipient: str
    subject: str
    body: str


def decision_words(case: Case, decision: Decision, *, by: Scope, today: dt.date) -> Words:
    """The letter to the party, in Danish; `case` comes from `case_page.with_all`."""
    with translation.override(Language.DANISH):
        names = basis_names(decision.bases)
        said = {
            DecisionOutcome.HELP: _("We give you help: %(help)s."),
            DecisionOutcome.PARTLY: _("We give you part of the help: %(help)s."),
            DecisionOutcome.NO_BASIS: _("We find no basis for giving you help."),
        }[DecisionOutcome(decision.outcome)]
        weeks = decision.complaint_weeks or 0
        fields = {
            LetterField.DECISION: said % {"help": ", ".join(name for name, _basis in names)},
            LetterField.REASONS: f"{decision.facts_weighed}\n\n{decision.reasons}",
            LetterField.LEGAL_BASIS: " ".join(
                [_("Retssikkerhedsloven § 5 a."), *(basis for _name, basis in names if basis)]
            ),
            LetterField.COMPLAINT_WEEKS: ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks},
        }
    return _words(case, LetterCode.DECISION, fields, by, today)


def guarantee_words(case: Case, guarantee: PaymentGuarantee, *, by: Scope, today: dt.date) -> Words:
    """The letter to the association, in Danish: the promise, and nothing of the decision it rests on."""
    with translation.override(Language.DANISH):
        covers = guarantee.covers
        if guarantee.rent_from and guarantee.rent_until:
            span = f"{wording.day(guarantee.rent_from)}\N{EN DASH}{wording.day(guarantee.rent_until)}"
            rent = _("rent of %(span)s") % {"span": span}
            covers = f"{covers} ({rent})"
        fields = {
            LetterField.GUARANTEE: wording.kroner(guarantee.amount),
            LetterField.GUARANTEE_UNTIL: wording.day(guarantee.valid_until),
            LetterField.GUARANTEE_COVERS: covers,
            LetterField.GUARANTEE_TERMS: guarantee.conditions or _("None but what stands below."),
        }
    return _words(case, LetterCode.GUARANTEE, fields, by, today)


def letters_of(
    scope: Scope, *, decision: Decision | None = None, guarantee: PaymentGuarantee | None = None
) -> list[Letter]:
    """The letters that tell of it and were not marked as never sent, the newest first."""
    told = Letter.objects.visible_to(scope).standing()
    told = told.filter(tells_of__decision=decision) if decision else told.filter(tells_of__guarantee=guarantee)
    return list(told.order_by("-pk"))


def _words(case: Case, code: LetterCode, fields: dict[LetterField, str], by: Scope, today: dt.date) -> Words:
    template = template_for(case.municipality_id, code, language=Language.DANISH, today=today)
    known = fields_of([case], by=by, today=today, language=Language.DANISH)[case.pk]
    known |= {str(field): text for field, text in fields.items()}
    return Words(recipient_of(case, template.addressee), filled(template.subject, known), filled(template.body, known))

"""The wording of a municipality's letters on a day, and what its fields hold for a case."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from accounts import wording
from accounts.enums import Language
from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import Addressee, LegalStepKind, LetterCode, OpenedBy, PersonRole
from ..models import Case, CasePerson, LegalStep, LetterTemplate
from ..papers.fields import LetterField
from ..papers.proposals import Proposal, proposals
from ..stages import effective

#: Codes in the order in which letters are offered; a municipality's own come after them.
ORDER = {code: number for number, code in enumerate(LetterCode.values)}


class NoTemplate(Refused):
    """The municipality has no such letter."""


def templates_of(municipality_id: int | None, *, today: dt.date) -> list[LetterTemplate]:
    """Every letter in its wording of a day: the municipality's own, else as the product proposes it (not saved)."""
    found = {
        (template.code, template.language): template
        for template in LetterTemplate.objects.filter(municipality=municipality_id).in_force(today)
    }
    for key, proposal in proposals().items():
        found.setdefault(key, _proposed(proposal, municipality_id))
    last = len(ORDER)
    return sorted(found.values(), key=lambda one: (ORDER.get(one.code, last), one.name, one.language))


def template_for(
    municipality_id: int | None, code: str, *, language: str = Language.DANISH, today: dt.date
) -> LetterTemplate:
    """The wording of one letter on a day. Raises `NoTemplate`."""
    own = LetterTemplate.objects.filter(municipality=municipality_id, code=code, language=language)
    template = own.in_force(today).first()
    if template is not None:
        return template
    if (code, language) not in proposals():
        raise NoTemplate(_("There is no such letter in that language."))
    return _proposed(proposals()[code, language], municipality_id)


def fields_of(
    cases: Sequence[Case], *, by: Scope, today: dt.date, language: str = Language.DANISH
) -> dict[int, dict[str, str]]:
    """What is known for the fields of a letter on each case, by its key; a field that is not known is left out.

    The cases come with association, tenancy, unit and municipality (`case_page.with_all`).
    """
    names, steps = _names(cases), _court_steps(cases)
    with translation.override(language):
        return {
            case.pk: {str(field): text for field, text in _fields(case, names, steps, by, today).items() if text}
            for case in cases
        }


def recipient_of(case: Case, addressee: str) -> str:
    """Name and address as they stand in the window of the envelope, line by line."""
    if addressee == Addressee.ASSOCIATION:
        return case.association.organisation.name
    street, _comma, town = case.address.rpartition(", ")
    return "\n".join([*_names([case])[case.pk], *(line for line in (street, town) if line)])


def recipients_of(cases: Sequence[Case]) -> dict[int, str]:
    """The households as recipients, by their cases."""
    names = _names(cases)
    return {
        case.pk: "\n".join([*names[case.pk], *(part for part in case.address.rpartition(", ")[::2] if part)])
        for case in cases
    }


def _proposed(proposal: Proposal, municipality_id: int | None) -> LetterTemplate:
    return LetterTemplate(
        municipality_id=municipality_id,
        code=proposal.code,
        language=proposal.language,
        addressee=proposal.addressee,
        subject=proposal.subject,
        body=proposal.body,
    )


def _names(cases: Sequence[Case]) -> dict[int, list[str]]:
    """The tenants of each case; the names the case bears where nobody else is known."""
    found: dict[int, list[str]] = defaultdict(list)
    people = CasePerson.objects.filter(case__in=cases, role=PersonRole.TENANT).order_by("case", "position", "pk")
    for case_id, name in people.values_list("case_id", "person__name"):
        found[case_id].append(name)
    return {case.pk: found.get(case.pk) or [case.names] for case in cases}


def _court_steps(cases: Sequence[Case]) -> dict[int, list[LegalStep]]:
    """The steps by which the court has set a day, those that stand, by case."""
    found: dict[int, list[LegalStep]] = defaultdict(list)
    for step in effective(LegalStep.objects.filter(case__in=cases).order_by("pk")):
        if step.takes_place_at is not None:
            found[step.case_id].append(step)
    return found


def _fields(
    case: Case, names: Mapping[int, list[str]], steps: Mapping[int, list[LegalStep]], by: Scope, today: dt.date
) -> dict[LetterField, str]:
    dated = {step.kind: step for step in steps.get(case.pk, ())}
    hearing, eviction = dated.get(LegalStepKind.HEARING_CALLED), dated.get(LegalStepKind.EVICTION_SCHEDULED)
    organisation = case.unit.organisation
    return {
        LetterField.CASE_NUMBER: case.number,
        LetterField.NAMES: _listed(names[case.pk]),
        LetterField.ADDRESS: case.address,
        LetterField.TENANCY_NUMBER: case.tenancy.number,
        LetterField.ASSOCIATION: case.association.name,
        LetterField.AMOUNT: wording.kroner(case.amount) if case.amount is not None else "",
        LetterField.AMOUNT_AS_OF: wording.day(case.amount_as_of) if case.amount_as_of else "",
        LetterField.RENT: wording.kroner(case.monthly_rent) if case.monthly_rent is not None else "",
        LetterField.KNOWN_FROM: _known_from(case),
        LetterField.HEARING: wording.moment(hearing.takes_place_at) if hearing else "",
        LetterField.COURT: next((step.court for step in (hearing, eviction) if step and step.court), ""),
        LetterField.EVICTION: wording.moment(eviction.takes_place_at) if eviction else "",
        LetterField.CASEWORKER: case.assigned_to.name if case.assigned_to else by.user_name,
        LetterField.PHONE: organisation.phone,
        LetterField.EMAIL: organisation.email,
        LetterField.UNIT: case.unit.name,
        LetterField.MUNICIPALITY: case.municipality.organisation.name,
        LetterField.TODAY: wording.day(today),
    }


def _known_from(case: Case) -> str:
    """Who told the municipality of the household, as a tenant would say it."""
    told = {
        OpenedBy.AGREEMENT: _("your housing association"),
        OpenedBy.SECTION_92_2: _("your housing association"),
        OpenedBy.COURT: _("the bailiff court"),
    }
    return told.get(OpenedBy(case.opened_by), "")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}

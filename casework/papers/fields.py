"""The named fields of letters: what stands in a template as {navn}, what it means, and an example of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import Refused

from .markup import Named, filled, named_fields


class LetterField(StrEnum):
    """The fields by the Danish names under which they stand in the templates of both languages."""

    CASE_NUMBER = "sagsnummer"
    NAMES = "navne"
    ADDRESS = "adresse"
    TENANCY_NUMBER = "lejemål"
    ASSOCIATION = "boligorganisation"
    AMOUNT = "beløb"
    AMOUNT_AS_OF = "opgjort"
    RENT = "husleje"
    KNOWN_FROM = "kilde"
    HEARING = "fogedmøde"
    COURT = "fogedret"
    EVICTION = "udsættelse"
    CASEWORKER = "sagsbehandler"
    PHONE = "telefon"
    EMAIL = "e-mail"
    UNIT = "enhed"
    MUNICIPALITY = "kommune"
    TODAY = "dato"
    DEADLINE = "frist"
    MEETING_AT = "mødetid"
    MEETING_PLACE = "mødested"
    TIME_LINK = "tidslink"
    DECISION = "afgørelse"
    REASONS = "begrundelse"
    LEGAL_BASIS = "lovgrundlag"
    COMPLAINT_WEEKS = "klagefrist"
    SHARING_BASIS = "grundlag"
    GUARANTEE = "tilsagn"
    GUARANTEE_UNTIL = "tilsagn gælder til"
    GUARANTEE_COVERS = "tilsagn dækker"
    GUARANTEE_TERMS = "betingelser"


#: What each field holds, and an example for the preview.
MEANINGS: dict[LetterField, tuple[str | Promise, str]] = {
    LetterField.CASE_NUMBER: (gettext_lazy("Case number"), "2026-01423"),
    LetterField.NAMES: (gettext_lazy("Names of the tenants"), "Ida Andersen og Rasmus Sørensen"),
    LetterField.ADDRESS: (gettext_lazy("Address of the home"), "Ruten 169, 4. tv, 2700 Brønshøj"),
    LetterField.TENANCY_NUMBER: (gettext_lazy("Tenancy number"), "33-02-0117"),
    LetterField.ASSOCIATION: (gettext_lazy("Housing association"), "fsb"),
    LetterField.AMOUNT: (gettext_lazy("Amount owed"), "20.132,92 kr."),
    LetterField.AMOUNT_AS_OF: (gettext_lazy("Day on which the amount stood so"), "02-11-2026"),
    LetterField.RENT: (gettext_lazy("Monthly rent"), "10.066,46 kr."),
    LetterField.KNOWN_FROM: (gettext_lazy("Who told us of the household"), "din boligorganisation"),
    LetterField.HEARING: (gettext_lazy("Day and hour of the hearing"), "25-11-2026 kl. 10.00"),
    LetterField.COURT: (gettext_lazy("Bailiff court"), "Københavns Byret"),
    LetterField.EVICTION: (gettext_lazy("Day and hour of the eviction"), "14-12-2026 kl. 9.30"),
    LetterField.CASEWORKER: (gettext_lazy("Caseworker"), "Mette Holm"),
    LetterField.PHONE: (gettext_lazy("Phone of the unit"), "33 17 33 17"),
    LetterField.EMAIL: (gettext_lazy("E-mail of the unit"), "boligsocial@kommune.example"),
    LetterField.UNIT: (gettext_lazy("Unit"), "Boligsocial Enhed, SOF"),
    LetterField.MUNICIPALITY: (gettext_lazy("Municipality"), "Københavns Kommune"),
    LetterField.TODAY: (gettext_lazy("Date of the letter"), "25-11-2026"),
    LetterField.DEADLINE: (gettext_lazy("Deadline for an answer"), "09-12-2026"),
    LetterField.MEETING_AT: (gettext_lazy("Day and hour of the meeting"), "torsdag den 3. december kl. 13.00"),
    LetterField.MEETING_PLACE: (gettext_lazy("Place of the meeting"), "Bernstorffsgade 17, 2. sal"),
    LetterField.TIME_LINK: (
        gettext_lazy("Link to choose a time; made under Appointments on the case"),
        "fasthold.kommune.example/tid/abcde-fghjk-mnpqr-stuvw-xyz23-4",
    ),
    LetterField.DECISION: (
        gettext_lazy("What was decided"),
        "Vi giver dig hjælp til at betale den husleje, du skylder.",
    ),
    LetterField.REASONS: (
        gettext_lazy("Reasons of the decision"),
        "Du blev syg i august og fik ikke sygedagpenge i to måneder. Nu har du igen en indtægt, der dækker huslejen.",
    ),
    LetterField.LEGAL_BASIS: (gettext_lazy("Legal basis"), "Aktivlovens § 81 a"),
    LetterField.COMPLAINT_WEEKS: (gettext_lazy("Time to complain"), "4 uger"),
    LetterField.SHARING_BASIS: (
        gettext_lazy("What allows us to write to the association"),
        "Lejeren har givet samtykke til, at vi skriver til jer.",
    ),
    LetterField.GUARANTEE: (gettext_lazy("Amount of the payment guarantee"), "20.132,92 kr."),
    LetterField.GUARANTEE_UNTIL: (gettext_lazy("Day until which the guarantee is valid"), "31-12-2026"),
    LetterField.GUARANTEE_COVERS: (gettext_lazy("What the guarantee covers"), "Restancen pr. 02-11-2026"),
    LetterField.GUARANTEE_TERMS: (
        gettext_lazy("Conditions of the guarantee"),
        "Sagen tilbagekaldes, når beløbet er betalt.",
    ),
}

EXAMPLES = {str(field): example for field, (_meaning, example) in MEANINGS.items()}
_NAMES = frozenset(EXAMPLES)


class UnknownField(Refused):
    """A text names a field that does not exist."""


class OpenField(Refused):
    """A letter still has a field that nobody has filled in."""


def check_known(text: str) -> None:
    """Raise `UnknownField` with every name that is no field, and its line."""
    unknown = [field for field in named_fields(text) if field.name not in _NAMES]
    if unknown:
        raise UnknownField(
            _("There is no such field: %(places)s. Choose one of the list beside the text.")
            % {"places": _said(unknown)}
        )


def check_filled(text: str) -> None:
    """Raise `OpenField` with every field that still stands in the text, and its line."""
    if waiting := open_fields(text):
        raise OpenField(_("Fill in what is missing: %(places)s.") % {"places": _said(waiting)})


def open_fields(text: str) -> list[Named]:
    """The fields that still stand in a text by their names."""
    return [field for field in named_fields(text) if field.name in _NAMES]


def with_examples(text: str) -> str:
    """The text as a letter to somebody invented."""
    return filled(text, EXAMPLES)


def with_time_link(text: str, *, language: str) -> str:
    """The text with the link to choose a time; where it has no place for it, before the greeting at the end."""
    if any(field.name == LetterField.TIME_LINK for field in named_fields(text)):
        return text
    with translation.override(language):
        sentence = _("You can also choose a time for a talk yourself, here: %(link)s") % {
            "link": f"{{{LetterField.TIME_LINK}}}"
        }
    above, *greeting = text.rsplit("\n\n", 2)
    return "\n\n".join([above, sentence, *greeting])


def _said(fields: Iterable[Named]) -> str:
    return ", ".join(_("{%(name)s} in line %(line)d") % {"name": field.name, "line": field.line} for field in fields)

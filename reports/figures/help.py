"""What was done: interventions on cases, why it came to it, and the advisers' conversations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.enums import InterventionResult

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, counted, percentage, total
from .breakdowns import by_choice, by_code
from .registry import Basis, figure

BEGUN = Basis(TimeBase.EVENT, Origin.INTERVENTIONS)
CONTACTS = Basis(TimeBase.EVENT, Origin.CONTACTS)


@figure(Section.HELP, _("Interventions"), Unit.INTERVENTIONS, BEGUN, parts_by=_("Kind of intervention"), is_ranked=True)
def interventions(counts: Counts) -> Value:
    """Interventions that began in the year, whatever came of them. One case may have several."""
    return total(by_code(counts.by("interventions", "kind"), "intervention"))


@figure(
    Section.HELP, _("Interventions by what came of them"), Unit.INTERVENTIONS, BEGUN,
    parts_by=_("Result"), repeats_total=True,
)  # fmt: skip
def intervention_results(counts: Counts) -> Value:
    """Interventions that began in the year by what has come of them until today."""
    return total(by_choice(counts.by("interventions", "result"), InterventionResult))


@figure(
    Section.HELP, _("Why it came to this"), Unit.CASES, Basis(TimeBase.COHORT, Origin.CASES),
    parts_by=_("Background"), is_ranked=True,
    limits=_("What the household told or the caseworker saw; a background is not proof of a cause."),
)  # fmt: skip
def backgrounds(counts: Counts) -> Value:
    """Cases opened in the year whose background is recorded, by background. A case may have several, so that they
    together are more than the cases."""
    known = counts.total("cases_with_background")
    return Value(known, known, by_code(counts.by("backgrounds", "background"), "background"), adds_up=False)


@figure(Section.ADVISERS, _("Adviser contacts"), Unit.CONTACTS, CONTACTS, parts_by=_("Topic"), is_ranked=True)
def adviser_contacts(counts: Counts) -> Value:
    """Tenant advisers' conversations in the year, anonymous ones included. A conversation may have several topics,
    so that the topics together are more than the contacts. An association's contacts count in every municipality
    where it has homes."""
    return counted(
        counts.total("contacts"), parts=by_code(counts.by("topics", "topic"), "adviser_topic"), adds_up=False
    )


@figure(
    Section.ADVISERS, _("Adviser contacts handed over"), Unit.PERCENT, CONTACTS.by(Formula.SHARE),
    parts_by=_("Contacts"), part_unit=Unit.CONTACTS,
)  # fmt: skip
def contacts_handed_over(counts: Counts) -> Value:
    """Share of the advisers' conversations of the year that were handed over to the municipality, whatever it
    answered. An anonymous conversation cannot be handed over, and is part of the whole."""
    handed, whole = counts.total("contacts_handed_over"), counts.total("contacts")
    parts = (
        Part.counted("handed_over", _("Handed over"), handed),
        Part.counted("not_handed_over", _("Not handed over"), whole - handed),
    )
    return Value(percentage(handed, whole), handed, parts, headline="handed_over")

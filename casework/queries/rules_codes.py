"""The names of the code lists."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LIST_NAMES = {
    "adviser_topic": _("Topics of adviser contacts"),
    "arrears_outcome": _("What became of the arrears"),
    "background": _("Background of the trouble"),
    "cause": _("Causes"),
    "consent_topic": _("Topics of consents"),
    "missed_chance": _("Missed chances"),
    "contact_mode": _("Ways of contact"),
    "contact_outcome": _("How contact went"),
    "course_result": _("Results of a legal course"),
    "hearing_result": _("Results of a hearing"),
    "household_type": _("Households"),
    "housing_outcome": _("Where the household lives now"),
    "intervention": _("Interventions"),
    "legal_basis": _("Legal bases of knowing a household"),
    "not_reached_reason": _("Why the household was not reached"),
    "part_of_day": _("Parts of the day"),
    "stage": _("Stages"),
    "vanished_answer": _("Why a tenancy left the list"),
}


def list_label(name: str) -> str:
    """The list's name in the reader's language; a list the product does not know is called by its code."""
    return str(LIST_NAMES.get(name, name))

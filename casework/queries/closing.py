"""What is recorded on a case, for whoever answers the four questions at its closing."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from housing import codes

from ..models import Case


def recorded(case: Case) -> list[tuple[str, str]]:
    """Contact attempts, help and evictions as they stand, as pairs of a word and what is known."""
    attempts = list(case.contact_attempts.order_by("occurred_at", "pk").values_list("mode", "is_reached"))
    help_given = case.interventions.order_by("starts_on", "pk").values_list("kind", flat=True)
    evictions = case.evictions.order_by("occurred_on", "pk").values_list("occurred_on", flat=True)
    return [
        (_("Contact attempts"), _attempts(attempts)),
        (_("Interventions"), ", ".join(codes.name_of("intervention", kind) for kind in help_given) or _("none")),
        (_("Evictions"), ", ".join(wording.day(day) for day in evictions) or _("none")),
        (_("Amount owed"), wording.kroner(case.amount)),
    ]


def _attempts(attempts: list[tuple[str, bool]]) -> str:
    if not attempts:
        return _("none")
    count = ngettext("%(count)d attempt", "%(count)d attempts", len(attempts)) % {"count": len(attempts)}
    modes = ", ".join(dict.fromkeys(codes.name_of("contact_mode", mode) for mode, _reached in attempts))
    result = _("reached") if any(is_reached for _mode, is_reached in attempts) else _("not reached")
    return f"{count} ({modes}): {result}"

"""Why some figures have no list behind them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WARNINGS = _(
    "No list behind this number: most tenancies on the associations’ lists never become a case, and those are the "
    "associations’ own."
)
_DWELLINGS = _("No list behind this number: it counts dwellings, not cases.")
_CONTACTS = _("No list behind this number: what is said to a tenant adviser is anonymous or the adviser’s own.")

_WHY: dict[str, Promise] = {
    "warnings_received": _WARNINGS,
    "tenancies_warned": _WARNINGS,
    "coverage": _DWELLINGS,
    "adviser_contacts": _CONTACTS,
    "contacts_handed_over": _CONTACTS,
}


def why_none(figure: str) -> str:
    """The sentence that says why there is no list; empty for a figure that has one."""
    return str(_WHY.get(figure, ""))

"""How a list's numbers are said: five buttons and one for faults, and what the button at the end promises."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts.wording import number
from housing.enums import Change, DeliveryStatus
from housing.models import Delivery

from ..queries.intake import FAULTS

#: The buttons by their name in the address: the count behind each, and its word.
_BUTTONS = {
    Change.NEW.value: ("new", pgettext_lazy("arrears list", "New")),
    Change.RISEN.value: ("risen", pgettext_lazy("arrears list", "Risen")),
    Change.FALLEN.value: ("fallen", pgettext_lazy("arrears list", "Fallen")),
    Change.UNCHANGED.value: ("unchanged", pgettext_lazy("arrears list", "Unchanged")),
    Change.VANISHED.value: ("vanished", pgettext_lazy("arrears list", "Vanished")),
    Change.AMBIGUOUS.value: ("ambiguous", pgettext_lazy("arrears list", "To be settled")),
    FAULTS: ("problems", gettext_lazy("Faults and warnings")),
}
#: Fewer cases than this are not counted to an association: of a list with one line it would tell whether the
#: household has a case already (domain § 7).
LEAST_TOLD = 5
_TONES = {Change.AMBIGUOUS.value: "amber", FAULTS: "red"}


class Promise(NamedTuple):
    """What receiving a list does, on the button and afterwards."""

    button: str
    done: str


def counted(delivery: Delivery) -> dict[str, int]:
    """The counts that pages show, 0 where a list has none."""
    return {key: _count(delivery, key) for key in ("tenancies", "new", "ambiguous", "faults")}


def numbers(delivery: Delivery, chosen: str) -> list[dict[str, Any]]:
    """One button for each way a tenancy can have gone, and one for the problems."""
    return [
        {
            "number": number(count),
            "label": label,
            "url": f"?show={name}",
            "is_current": name == chosen,
            "tone": _TONES.get(name, "") if count else "",
        }
        for name, (key, label) in _BUTTONS.items()
        for count in [_count(delivery, key)]
    ]


def tabs_shown(delivery: Delivery, asked: str) -> str:
    """The button that is pressed: the one asked for, else faults that stop the list, else the first with rows."""
    if asked in _BUTTONS:
        return asked
    is_waiting = delivery.status == DeliveryStatus.CHECKED
    first = [FAULTS] if is_waiting and delivery.counts.get("faults") else []
    filled = [name for name, (key, _label) in _BUTTONS.items() if _count(delivery, key)]
    return next(iter([*first, *filled]), Change.NEW.value)


def promise(delivery: Delivery) -> Promise:
    """What receiving the list does: "Receive 118 arrears, open 7 cases"."""
    received = _count(delivery, "tenancies") - _count(delivery, "ambiguous") - _count(delivery, "put_aside")
    opened = _count(delivery, "cases_opened")
    receive = ngettext("Receive %(count)s tenancy in arrears", "Receive %(count)s tenancies in arrears", received)
    was = ngettext("%(count)s tenancy in arrears.", "%(count)s tenancies in arrears.", received)
    button, done = receive % {"count": number(received)}, was % {"count": number(received)}
    if opened >= LEAST_TOLD:
        cases = ngettext("open %(count)s case", "open %(count)s cases", opened) % {"count": number(opened)}
        button = _("%(receive)s, %(open)s") % {"receive": button, "open": cases}
        told = ngettext("%(count)s case was opened.", "%(count)s cases were opened.", opened)
        done = f"{done} {told % {'count': number(opened)}}"
    return Promise(button, done)


def _count(delivery: Delivery, key: str) -> int:
    counts = delivery.counts
    if key == "problems":
        return int(counts.get("faults", 0)) + int(counts.get("warnings", 0))
    return int(counts.get(key, 0))

"""Which facts a legal course can have, by its cause."""

from __future__ import annotations

from .enums import Cause
from .enums_association import FactKind

#: The objection and the warning are steps of the course; these stand beside them.
FACTS_OF: dict[Cause, tuple[FactKind, ...]] = {
    Cause.ARREARS: (),
    Cause.SUBLETTING: (FactKind.ADVERT, FactKind.OCCUPANTS, FactKind.INSPECTION),
    Cause.HOUSE_RULES: (FactKind.COMPLAINT, FactKind.MEDIATION, FactKind.INSPECTION),
    Cause.CRIME: (),
    Cause.OTHER: tuple(FactKind),
}

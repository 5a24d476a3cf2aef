"""The kinds of record and of field, and how long each stays."""

from __future__ import annotations

import dataclasses

from django.db import models
from django.utils.translation import gettext_lazy as _


class Retention(models.TextChoices):
    """How long a record stays, and from when."""

    CASE = "case", _("5 years after the case was closed")
    ARREARS = "arrears", _("12 months, if it never became a case; else as the case")
    TENANCY = "tenancy", _("As long as the lease, its arrears or its case")
    STAFF = "staff", _("As long as the person may log in, and 5 years")
    LOG = "log", _("5 years")
    NONE = "none", _("Says nothing of a person")


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """One kind of record: which fields say who, what of their situation, and who of the staff."""

    model: str
    retention: Retention
    identity: tuple[str, ...]
    situation: tuple[str, ...]
    staff: tuple[str, ...]
    plain: tuple[str, ...]

    def fields(self) -> list[str]:
        """Every field classified, in the order given."""
        return [*self.identity, *self.situation, *self.staff, *self.plain]


def kept(
    model: str, retention: Retention, *, identity: str = "", situation: str = "", staff: str = "", plain: str = ""
) -> Kept:
    """A kind of record with its fields, each list divided by spaces."""
    kinds = (identity, situation, staff, plain)
    return Kept(model, retention, *(tuple(kind.split()) for kind in kinds))

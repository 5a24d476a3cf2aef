"""What can stand in the way of an action, said in words for the person who tried it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _


class Refused(Exception):
    """An action that may not happen as asked; its text says why and what to do."""

    @property
    def message(self) -> str:
        return str(self.args[0])


class NotAllowed(Refused, PermissionDenied):
    """The person's role or organisation does not permit the action."""


class Conflict(Refused):
    """Somebody else changed the record meanwhile; carries what stands there now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(
            _("Somebody else changed this while you were writing. Nothing of yours is lost: compare below.")
        )
        self.current = current

    def theirs(self, *fields: str) -> dict[str, Any]:
        """The values that stand there now, by field."""
        return {field: getattr(self.current, field) for field in fields}


def check_version(record: models.Model, version: int) -> None:
    """Raise `Conflict` unless the record is as it was when its form was opened."""
    if getattr(record, "version") != version:  # noqa: B009 - every editable record has a version, models.Model has not
        raise Conflict(record)

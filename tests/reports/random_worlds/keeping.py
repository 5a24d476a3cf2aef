"""Rows that are made first and written together afterwards."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from django.db.models import Model

from casework import models as casework
from housing import models as housing

M = TypeVar("M", bound=Model)

#: Each after those it points to.
ORDER: tuple[type[Model], ...] = (
    housing.Tenancy,
    housing.Lease,
    housing.Tenant,
    housing.LeaseTenant,
    housing.DepartmentDwellings,
    housing.Delivery,
    housing.ArrearsWarning,
    housing.Notice,
    casework.AdviserContact,
    casework.Case,
    casework.CaseBackground,
    casework.UnknownFact,
    casework.LegalCourse,
    casework.LegalStep,
    casework.ContactAttempt,
    casework.Intervention,
    casework.FollowUp,
    casework.AgencyRequest,
    casework.RequestAnswer,
    casework.Eviction,
    casework.EvictionReview,
    casework.Person,
    casework.Consent,
    casework.Handover,
    casework.HandoverItem,
)


class Kept:
    """Rows in the order in which they can be written; a correction stands a level above what it corrects."""

    def __init__(self) -> None:
        self.rows: dict[tuple[type[Model], int], list[Model]] = defaultdict(list)
        self.numbered: list[tuple[casework.HandoverItem, casework.AdviserContact]] = []
        self.number = 0

    def add(self, row: M, level: int = 0) -> M:
        self.rows[type(row), level].append(row)
        return row

    def next_number(self) -> int:
        self.number += 1
        return self.number

    def write(self) -> None:
        """Write everything there is, and begin anew."""
        for model in ORDER:
            if model is casework.HandoverItem:
                self._number_items()
            for level in range(4):
                model._default_manager.bulk_create(self.rows.pop((model, level), []))
        assert not self.rows, self.rows.keys()

    def _number_items(self) -> None:
        """Contacts have their numbers by now."""
        for item, contact in self.numbered:
            item.source_id = contact.pk

"""Holding a record still while it is changed, and saying clearly what a rule of the database refuses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from accounts.errors import Refused

from ..models import Case, Person
from ..models.cases import CaseQuerySet


def locked(case: Case) -> Case:
    """The case as it stands now; nobody else changes it until the action ends.

    Every action on a case begins with this, so that what is derived from its rows counts all of them.
    """
    return Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)


def refuse_invalid(record: models.Model) -> None:
    """Raise `Refused` with the sentence of the first database rule the record would break."""
    try:
        record.validate_constraints()
    except ValidationError as error:
        raise Refused(error.messages[0]) from error


def save_valid(record: models.Model, **how: Any) -> None:
    """Save a record, `how` as Django's own `save` takes it, unless a database rule refuses it: see `refuse_invalid`."""
    refuse_invalid(record)
    record.save(**how)


def locked_people(*keys: int) -> dict[int, Person]:
    """People as they stand now, by key and locked in one order, so that two actions never wait for each other."""
    people = Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in people}


def locked_cases(cases: CaseQuerySet) -> list[Case]:
    """Cases as they stand now, locked in the order in which everybody locks them."""
    return list(cases.select_for_update(of=("self",), no_key=True).order_by("pk"))

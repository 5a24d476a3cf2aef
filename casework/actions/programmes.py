"""The standing prevention programmes, kept by those who run them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.errors import check_version
from accounts.models import Municipality, Organisation
from accounts.scope import Scope

from ..models import Programme
from ..permissions import check_run_programme
from .locking import save_valid


@transaction.atomic
def start_programme(
    *,
    municipality: Municipality,
    owner: Organisation | None,
    name: str,
    purpose: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: Scope,
) -> Programme:
    """Write down a programme that interventions and adviser contacts can belong to."""
    check_run_programme(by, municipality.pk, owner.pk if owner else None)
    programme = Programme(municipality=municipality, owner=owner)
    return _write(programme, name, purpose, starts_on, ends_on)


@transaction.atomic
def change_programme(
    programme: Programme,
    *,
    name: str,
    purpose: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    version: int,
    by: Scope,
) -> Programme:
    """Change what is known of a programme, or give it its last day; what belongs to it stays."""
    check_run_programme(by, programme.municipality_id, programme.owner_id)
    current = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    check_version(current, version)
    current.version += 1
    return _write(current, name, purpose, starts_on, ends_on)


def _write(programme: Programme, name: str, purpose: str, starts_on: dt.date, ends_on: dt.date | None) -> Programme:
    programme.name, programme.purpose = name, purpose
    programme.starts_on, programme.ends_on = starts_on, ends_on
    save_valid(programme)
    return programme

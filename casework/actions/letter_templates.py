"""The wordings of a municipality's letters: a new one is put beside the old ones, which stay."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict, NotAllowed
from accounts.models import Municipality
from accounts.scope import Scope

from ..models import LetterTemplate
from ..papers.fields import check_known
from ..queries.letters import template_for
from .rules import NotInThePast

#: What the codes of a municipality's own letters begin with.
OWN = "own"


@transaction.atomic
def save_wording(
    code: str,
    *,
    language: str,
    subject: str,
    body: str,
    starts_on: dt.date,
    source: str,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> LetterTemplate:
    """A new wording of a letter from a day on; `version` is the last one the writer saw, 0 for the proposal.

    Raises `UnknownField` with the place, and `Conflict` with the wording somebody else saved meanwhile.
    """
    municipality = _own_municipality(by)
    _check(subject, body, starts_on, now)
    model = template_for(municipality.pk, code, language=language, today=starts_on)
    same = LetterTemplate.objects.filter(municipality=municipality, code=code, language=language)
    last = same.order_by("-version").first()
    if (last.version if last else 0) != version and last is not None:
        raise Conflict(last)
    return _saved(
        municipality,
        code=code,
        language=language,
        version=version + 1,
        name=model.name,
        addressee=model.addressee,
        subject=subject,
        body=body,
        starts_on=starts_on,
        source=source,
        by=by,
        now=now,
    )


@transaction.atomic
def add_letter(
    *,
    name: str,
    addressee: str,
    language: str,
    subject: str,
    body: str,
    starts_on: dt.date,
    source: str,
    by: Scope,
    now: dt.datetime,
) -> LetterTemplate:
    """A letter of the municipality's own."""
    municipality = _own_municipality(by)
    _check(subject, body, starts_on, now)
    own = LetterTemplate.objects.filter(municipality=municipality, code__startswith=OWN)
    number = own.aggregate(last=Max("pk"))["last"] or 0
    return _saved(
        municipality,
        code=f"{OWN}_{number + 1}",
        language=language,
        version=1,
        name=name,
        addressee=addressee,
        subject=subject,
        body=body,
        starts_on=starts_on,
        source=source,
        by=by,
        now=now,
    )


def last_version(municipality_id: int | None, code: str, language: str) -> int:
    """The number of the newest wording, 0 where only the proposal stands."""
    same = LetterTemplate.objects.filter(municipality=municipality_id, code=code, language=language)
    return same.aggregate(last=Max("version"))["last"] or 0


def _saved(
    municipality: Municipality,
    *,
    code: str,
    language: str,
    version: int,
    name: str,
    addressee: str,
    subject: str,
    body: str,
    starts_on: dt.date,
    source: str,
    by: Scope,
    now: dt.datetime,
) -> LetterTemplate:
    return LetterTemplate.objects.create(
        municipality=municipality,
        code=code,
        language=language,
        version=version,
        name=name,
        addressee=addressee,
        subject=subject,
        body=body,
        starts_on=starts_on,
        source=source,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )


def _own_municipality(by: Scope) -> Municipality:
    """The administrator's own municipality, held until the end of the transaction."""
    if by.role != Role.ADMINISTRATOR or by.municipality_id is None:
        raise NotAllowed(_("Only the municipality's administrator words its letters."))
    return Municipality.objects.select_for_update(of=("self",)).get(pk=by.municipality_id)


def _check(subject: str, body: str, starts_on: dt.date, now: dt.datetime) -> None:
    check_known(subject)
    check_known(body)
    if starts_on < timezone.localdate(now):
        raise NotInThePast(_("Choose today or a later day: what was sent until now was sent in the old words."))

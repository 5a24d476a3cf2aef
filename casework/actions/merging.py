"""Two records of one person made one; every row that changes is kept whole, so that it can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import EventKind, PersonChangeKind, PersonRole
from ..events import record
from ..models import (
    Case,
    CasePerson,
    DistinctPeople,
    Person,
    PersonMerge,
    PersonMergeRow,
    PersonTenant,
    Representative,
)
from ..permissions import check_change_person
from .locking import locked_people
from .persons import note_change
from .row_images import Image, images

#: What the two may differ in, with the columns of each; somebody chooses whose holds.
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "birth_date": ("birth_date",),
    "cpr": ("cpr_hash", "cpr_sealed", "cpr_key_version"),
    "phone": ("phone",),
    "email": ("email",),
    "interpreter": ("interpreter",),
}
#: What goes over to the one who is kept. `tests.casework.test_merging` holds that nothing is forgotten.
MOVED: tuple[type[models.Model], ...] = (CasePerson, PersonTenant, Representative)
#: A merged record counts on from so much higher: a form opened while two were one never passes for one opened
#: after they were taken apart, though that gives back the old version.
AHEAD = 1000


@transaction.atomic
def merge_people(
    kept: Person,
    gone: Person,
    *,
    take: Collection[str],
    versions: tuple[int, int],
    by: Scope,
    now: dt.datetime,
) -> PersonMerge:
    """Hold `gone` to be `kept`: cases, tenants and representatives go over, and the values named in `take`.

    `versions` are those of both when somebody compared them. Of two people who merge the same one at the same
    moment the second is refused, and told what the first did.
    """
    kept, gone = _held(kept, gone, by)
    if (kept.version, gone.version) != versions:
        raise Refused(_("One of the two was changed meanwhile. Compare them again."))
    if kept.is_address_protected != gone.is_address_protected:
        raise Refused(
            _("The address of only one of them is protected. Settle that first: protect the other's, or lift it.")
        )
    cases = list(Case.objects.open().filter(case_people__person=gone).order_by("pk"))
    keys = _concerned(kept, gone)
    before = {table: images(table, ids) for table, ids in keys.items()}
    _take(kept, gone, take)
    _join_shared_cases(kept, gone)
    for model in MOVED:
        model._default_manager.filter(person=gone).update(person=kept)
    Person.objects.filter(models.Q(pk=gone.pk) | models.Q(merged_into=gone)).update(merged_into=kept)
    merge = PersonMerge.objects.create(
        municipality_id=kept.municipality_id, kept=kept, gone=gone, merged_at=now, merged_by_id=by.user_id
    )
    _keep_rows(merge, before)
    note_change(kept, PersonChangeKind.MERGED, {"other": gone.name}, by=by, now=now)
    for case in cases:
        record(case, EventKind.MERGED, by=by, now=now, did="merged", person=kept.pk, name=kept.name, other=gone.name)
    return merge


@transaction.atomic
def say_distinct(one: Person, other: Person, *, by: Scope, now: dt.datetime) -> None:
    """Say that two records are two people; they are not asked about again."""
    one, other = _held(one, other, by)
    first, second = sorted((one.pk, other.pk))
    DistinctPeople.objects.get_or_create(
        first_id=first,
        second_id=second,
        defaults={"municipality_id": one.municipality_id, "said_at": now, "said_by_id": by.user_id},
    )


def _held(one: Person, other: Person, by: Scope) -> tuple[Person, Person]:
    """Both, locked; each stands for itself and may be seen."""
    if one.pk == other.pk:
        raise Refused(_("Choose two records."))
    held = locked_people(one.pk, other.pk)
    for person in held.values():
        if person.merged_into_id is not None:
            raise Refused(_merged_already(person))
        check_change_person(by, person)
    return held[one.pk], held[other.pk]


def _merged_already(person: Person) -> str:
    """Who was faster, and with whom the person was merged."""
    merge = PersonMerge.objects.standing().select_related("kept", "merged_by").get(gone=person)
    return _("%(who)s merged %(name)s with %(other)s meanwhile. Nothing was changed now.") % {
        "who": merge.merged_by.name,
        "name": person.name,
        "other": merge.kept.name,
    }


def _concerned(kept: Person, gone: Person) -> dict[str, list[int]]:
    """The keys of every row that may change, by table."""
    keys: dict[str, list[int]] = {
        model._meta.db_table: list(model._default_manager.filter(person=gone).values_list("pk", flat=True))
        for model in MOVED
    }
    keys[CasePerson._meta.db_table] += _entries_beside(kept, gone).values_list("pk", flat=True)
    merged_before = Person.objects.filter(merged_into=gone).values_list("pk", flat=True)
    keys[Person._meta.db_table] = [kept.pk, gone.pk, *merged_before]
    return keys


def _entries_beside(kept: Person, gone: Person) -> models.QuerySet[CasePerson]:
    """The kept one's part in the cases that both are on."""
    return CasePerson.objects.filter(person=kept, case__case_people__person=gone)


def _take(kept: Person, gone: Person, take: Iterable[str]) -> None:
    columns = [column for name in take for column in CHOICES[name]]
    for column in columns:
        setattr(kept, column, getattr(gone, column))
    kept.version += AHEAD
    kept.save(update_fields=[*columns, "version"])


def _join_shared_cases(kept: Person, gone: Person) -> None:
    """On a case that both are on one part remains: a tenant before others, and whatever either is known by."""
    spare = {entry.case_id: entry for entry in CasePerson.objects.filter(person=gone)}
    for entry in _entries_beside(kept, gone):
        other = spare[entry.case_id]
        entry.role = min(entry.role, other.role, key=list(PersonRole.values).index)
        entry.position = min(entry.position, other.position)
        entry.relation = entry.relation or other.relation
        if entry.age is None:
            entry.age, entry.age_on = other.age, other.age_on
        entry.is_child = entry.is_child or other.is_child
        entry.needs_help = other.needs_help if entry.needs_help is None else entry.needs_help or other.needs_help
        entry.lives_elsewhere = entry.lives_elsewhere and other.lives_elsewhere
        ends = [end for end in (entry.ended_on, other.ended_on) if end is not None]
        entry.ended_on = max(ends) if len(ends) == 2 else None
        entry.version += AHEAD
        entry.save()
        other.delete()


def _keep_rows(merge: PersonMerge, before: dict[str, dict[int, Image]]) -> None:
    """Write down each row that changed, as it was and as it is now."""
    rows: list[PersonMergeRow] = []
    for table, was in before.items():
        after: dict[int, Any] = images(table, was)
        rows += [
            PersonMergeRow(
                merge=merge,
                municipality_id=merge.municipality_id,
                table=table,
                row_id=key,
                before=image,
                after=after.get(key),
            )
            for key, image in was.items()
            if after.get(key) != image
        ]
    PersonMergeRow.objects.bulk_create(rows)

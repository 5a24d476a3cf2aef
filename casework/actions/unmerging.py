"""Undoing a merge: every row is again what it was, save for what somebody wrote since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import EventKind, PersonChangeKind
from ..events import record
from ..models import Case, CasePerson, Person, PersonMerge, PersonMergeRow
from ..permissions import check_change_person
from .locking import locked_people
from .persons import note_change
from .row_images import Image, differing, images, put_back, write_again

#: What follows from the other columns, or only counts changes: nobody wrote it.
_UNWRITTEN = {"name_key", "version"}


class Step(NamedTuple):
    """What undoing does to one row: `restored` are the columns that get their old values back, `later` those that
    keep what was written since; a row taken away by the merge `is_gone` and is written again."""

    row: PersonMergeRow
    restored: set[str]
    later: set[str]
    is_gone: bool


def plan(merge: PersonMerge) -> list[Step]:
    """What undoing would do to each row, as things stand now."""
    rows = list(PersonMergeRow.objects.filter(merge=merge).order_by("pk"))
    now = {
        table: images(table, [row.row_id for row in rows if row.table == table])
        for table in {row.table for row in rows}
    }
    return [_step(row, now[row.table].get(row.row_id)) for row in rows]


def obstacle(merge: PersonMerge) -> str:
    """What has to be undone first, in words; empty when nothing stands in the way."""
    if merge.undone_at is not None:
        return _("This merge was undone already.")
    if merge.kept.merged_into_id is not None:
        return _("%(name)s was merged with somebody else afterwards. Undo that first.") % {"name": merge.kept.name}
    later = PersonMerge.objects.standing().filter(kept=merge.kept_id, pk__gt=merge.pk).select_related("gone").first()
    if later is not None:
        return _("%(name)s was merged in afterwards. Undo that first.") % {"name": later.gone.name}
    return ""


@transaction.atomic
def undo_merge(merge: PersonMerge, *, by: Scope, now: dt.datetime) -> list[Step]:
    """Take two records apart again and give back every row as it was; what was done is returned.

    What somebody wrote on the kept person since stays there, and what came to that person since stays too: a case
    opened, a tenant linked. An address protected meanwhile stays protected on both. The last merge of a person is
    undone first.
    """
    people = locked_people(merge.kept_id, merge.gone_id)
    merge = PersonMerge.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    reason = obstacle(merge)
    if reason:
        raise Refused(reason)
    check_change_person(by, people[merge.kept_id])
    steps = plan(merge)
    for step in steps:
        if step.row.table != Person._meta.db_table:
            _give_back(step)
    for step in steps:
        if step.row.table == Person._meta.db_table:
            _give_back(step)
    _keep_protection(merge)
    merge.undone_at, merge.undone_by_id = now, by.user_id
    merge.save(update_fields=["undone_at", "undone_by"])
    kept, gone = (Person.objects.get(pk=pk) for pk in (merge.kept_id, merge.gone_id))
    note_change(kept, PersonChangeKind.MERGE_UNDONE, {"other": gone.name}, by=by, now=now)
    for case in Case.objects.open().filter(pk__in=_case_ids(steps)).order_by("pk"):
        record(case, EventKind.MERGED, by=by, now=now, did="undone", person=kept.pk, name=kept.name, other=gone.name)
    return steps


def _step(row: PersonMergeRow, stands: Image | None) -> Step:
    if row.after is None:
        return Step(row, set(), set(), is_gone=stands is None)
    changed = differing(row.before, row.after)
    if stands is None:
        return Step(row, set(), set(), is_gone=False)
    written = differing(row.after, stands)
    restored = changed - written
    if written - _UNWRITTEN:
        restored -= {"version"}
    return Step(row, restored - {"name_key"}, (changed & written) - _UNWRITTEN, is_gone=False)


def _give_back(step: Step) -> None:
    if step.is_gone:
        write_again(step.row.table, step.row.before)
    put_back(step.row.table, step.row.row_id, step.row.before, step.restored)


def _keep_protection(merge: PersonMerge) -> None:
    """An address protected while two were one stays so for both: nobody knows whose it is."""
    if Person.objects.filter(pk=merge.kept_id, is_address_protected=True).exists():
        Person.objects.filter(pk=merge.gone_id, is_address_protected=False).update(is_address_protected=True)


def _case_ids(steps: Iterable[Step]) -> set[int]:
    """The cases in which somebody's part changed hands."""
    return {step.row.before["case_id"] for step in steps if step.row.table == CasePerson._meta.db_table}

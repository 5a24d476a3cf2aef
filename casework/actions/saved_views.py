"""Keeping the filters of a worklist under a name."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.errors import check_version
from accounts.scope import Scope

from ..models import DefaultView, SavedView
from ..permissions import check_change_view, check_save_view
from .locking import refuse_invalid, save_valid


@transaction.atomic
def save_view(*, name: str, query: str, is_shared: bool, is_default: bool, by: Scope, now: dt.datetime) -> SavedView:
    """Save filters under a name of one's own, for oneself or for the unit."""
    check_save_view(by)
    view = SavedView(
        municipality_id=by.municipality_id,
        unit_id=by.unit_id,
        owner_id=by.user_id,
        name=name,
        query=query,
        is_shared=is_shared,
        saved_at=now,
    )
    save_valid(view, force_insert=True)
    if is_default:
        choose_default(view, by=by)
    return view


@transaction.atomic
def change_view(view: SavedView, *, name: str, is_shared: bool, version: int, by: Scope, now: dt.datetime) -> SavedView:
    """Rename a view, share it or take it back; nobody else's list begins with a view that is shared no more."""
    view = _held(view, version, by)
    view.name, view.is_shared = name, is_shared
    if not is_shared:
        DefaultView.objects.filter(view=view).exclude(user_id=view.owner_id).delete()
    return _saved(view, now, "name", "is_shared")


@transaction.atomic
def replace_view(view: SavedView, *, query: str, version: int, by: Scope, now: dt.datetime) -> SavedView:
    """Keep other filters under the same name."""
    view = _held(view, version, by)
    view.query = query
    return _saved(view, now, "query")


@transaction.atomic
def delete_view(view: SavedView, *, version: int, by: Scope) -> None:
    """Take a view away, for whoever used it."""
    _held(view, version, by).delete()


@transaction.atomic
def choose_default(view: SavedView | None, *, by: Scope) -> None:
    """Begin one's list with a view from now on; with None as it was."""
    check_save_view(by)
    if view is None:
        DefaultView.objects.filter(unit_id=by.unit_id, user_id=by.user_id).delete()
        return
    DefaultView.objects.update_or_create(
        unit_id=by.unit_id, user_id=by.user_id, defaults={"view": view, "municipality_id": by.municipality_id}
    )


def _held(view: SavedView, version: int, by: Scope) -> SavedView:
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    check_change_view(by, view)
    check_version(view, version)
    return view


def _saved(view: SavedView, now: dt.datetime, *fields: str) -> SavedView:
    refuse_invalid(view)
    view.version += 1
    view.saved_at = now
    view.save(update_fields=[*fields, "saved_at", "version"])
    return view

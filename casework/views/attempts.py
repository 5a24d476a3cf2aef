"""Doing what a form asks for, and saying on the form what stood in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db import models

from accounts import wording
from accounts.errors import Conflict, Refused

from ..forms.fields import CaseForm, Clash, words_for
from ..forms.money import KronerField

Stored = Callable[[Any], Mapping[str, Any]]


def is_done(form: CaseForm, act: Callable[[], object], *, stored: Stored | None = None) -> bool:
    """Do it. When it is refused the form says why; a conflict shows both values and loses neither.

    `stored` gives the saved answers of the record the form is about, by the form's fields.
    """
    try:
        act()
    except Conflict as conflict:
        _show_both(form, conflict.current, stored(conflict.current) if stored else {})
        form.add_error(None, conflict.message)
        return False
    except Refused as fact:
        form.add_error(None, fact.message)
        return False
    return True


def _show_both(form: CaseForm, current: models.Model, stored: Mapping[str, Any]) -> None:
    """Both values of each answer that differs; the form goes on from the version that stands now."""
    clashes = (
        Clash(str(field.label), _said(field, stored[name]), _said(field, form.cleaned_data.get(name)))
        for name, field in form.fields.items()
        if name in stored and name != "version"
    )
    form.clashes = [clash for clash in clashes if clash.theirs != clash.yours]
    form.go_on_from(current)


def _said(field: forms.Field, value: Any) -> str:
    """An answer in words, however the form or the record holds it."""
    if value is None or value == "" or value == []:
        return wording.NOTHING
    if isinstance(value, dt.date):
        return wording.day(value)
    if isinstance(field, KronerField):
        return wording.kroner(value)
    if isinstance(field, forms.ModelChoiceField):
        return _named(field, value)
    if isinstance(field, forms.ChoiceField):
        return ", ".join(words_for(field, value if isinstance(value, list) else [value]))
    return str(value)


def _named(field: forms.ModelChoiceField[Any], value: Any) -> str:
    """The name of a chosen record, given itself or by its key."""
    if isinstance(value, models.Model):
        return str(value)
    found = field.queryset.model._default_manager.filter(pk=value).first() if field.queryset is not None else None
    return str(found or value)

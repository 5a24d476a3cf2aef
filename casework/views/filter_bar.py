"""The filters of a list, drawn by a function because every look at the list carries them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def filter_fields(form: forms.Form) -> SafeString:
    """Each filter with its label, as the forms of the house look."""
    return format_html_join("", "{}", ((_field(field),) for field in form))


def _field(field: BoundField) -> SafeString:
    if isinstance(field.field, forms.BooleanField):
        return format_html(
            '<div class="mb-3 form-check"><input class="form-check-input" type="checkbox" name="{0}" id="{1}"{2}>'
            '<label class="form-check-label" for="{1}">{3}</label></div>',
            field.html_name,
            field.id_for_label,
            SafeString(" checked") if field.value() else "",
            field.label,
        )
    return format_html(
        '<div class="mb-3"><label class="form-label" for="{0}">{1}</label>'
        '<select class="form-select" name="{2}" id="{0}">{3}</select></div>',
        field.id_for_label,
        field.label,
        field.html_name,
        _options(field),
    )


def _options(field: BoundField) -> SafeString:
    chosen = str(field.value() or "")
    choices: Any = field.field.choices  # type: ignore[attr-defined]  # every other filter is a choice
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if str(value) == chosen else "", label) for value, label in choices),
    )

"""Reads a saved layout, and says everything that is wrong with one that makes no sense."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from housing.enums import Step

from . import layouts
from .folding import fold
from .layouts import Layout, TenantColumns

_CHOICES = {
    "file_format": layouts.FILE_FORMATS,
    "decimal": layouts.DECIMAL_STYLES,
    "line_per": layouts.LINES_PER,
    "department_rule": layouts.DEPARTMENT_RULES,
    "delimiter": (None, *layouts.DELIMITERS),
}
_DEFAULTS = {"file_format": "auto", "decimal": "auto", "line_per": "tenancy", "department_rule": "column"}
_KEYS = {"code", "name", "columns", "tenants", "steps", "totals", *_CHOICES}
_NOT_AN_OBJECT: Promise = gettext_lazy("A layout is an object with names and values.")


class InvalidLayout(ValueError):
    """The saved layout makes no sense; `errors` says everything that is wrong with it."""

    def __init__(self, errors: Sequence[str]) -> None:
        self.errors = tuple(errors)
        super().__init__(*self.errors)

    def __str__(self) -> str:
        return " ".join(self.errors)


def layout_from(saved: object) -> Layout:
    """The layout in what `Layout.to_dict` gave or somebody wrote. Raises `InvalidLayout` with all its errors."""
    if not isinstance(saved, Mapping):
        raise InvalidLayout([str(_NOT_AN_OBJECT)])
    if errors := list(_errors(saved)):
        raise InvalidLayout(errors)
    return _build(saved)


def _build(saved: Mapping[str, Any]) -> Layout:
    steps = saved.get("steps")
    totals = saved.get("totals")
    return Layout(
        code=saved["code"],
        name=saved.get("name") or saved["code"],
        columns={name: tuple(headings) for name, headings in saved["columns"].items()},
        tenants=tuple(
            TenantColumns(name=tuple(tenant["name"]), cpr=tuple(tenant.get("cpr", ()))) for tenant in saved["tenants"]
        ),
        delimiter=saved.get("delimiter"),
        steps=layouts.STEP_WORDS if steps is None else {fold(word): step for word, step in steps.items()},
        totals=layouts.TOTAL_WORDS if totals is None else tuple(totals),
        **{key: saved.get(key, default) for key, default in _DEFAULTS.items()},
    )


def _errors(saved: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(map(str, saved.keys() - _KEYS)):
        yield _("“%(key)s” is no part of a layout.") % {"key": key}
    if not (isinstance(saved.get("code"), str) and saved["code"].strip()):
        yield _("The layout needs a code.")
    if not isinstance(saved.get("name", ""), str):
        yield _("The name of the layout must be text.")
    yield from _choice_errors(saved)
    yield from _column_errors(saved)
    yield from _tenant_errors(saved.get("tenants"))
    yield from _step_errors(saved.get("steps"))
    if saved.get("totals") is not None and not _are_texts(saved["totals"]):
        yield _("“totals” must be a list of words.")
    if not (_clashes := _clashing_headings(saved)):
        return
    for heading in _clashes:
        yield _("The heading “%(heading)s” is used for more than one thing.") % {"heading": heading}


def _choice_errors(saved: Mapping[str, Any]) -> Iterator[str]:
    for key, choices in _CHOICES.items():
        if key in saved and saved[key] not in choices:
            allowed = ", ".join(repr(choice) for choice in choices)
            yield _("“%(key)s” must be one of %(allowed)s.") % {"key": key, "allowed": allowed}


def _column_errors(saved: Mapping[str, Any]) -> Iterator[str]:
    columns = saved.get("columns")
    if not isinstance(columns, Mapping):
        yield _("“columns” must name the headings of each field.")
        return
    for name, headings in columns.items():
        if name not in layouts.FIELDS:
            yield _("“%(name)s” is no field of a list.") % {"name": name}
        elif not (_are_texts(headings) and headings):
            yield _("The headings of “%(name)s” must be a list of texts.") % {"name": name}
    needed = [*layouts.ALWAYS_NEEDED]
    if saved.get("department_rule", "column") == "column":
        needed.append("department")
    for name in needed:
        if name not in columns:
            yield _("The heading of “%(name)s” is missing.") % {"name": name}


def _tenant_errors(tenants: object) -> Iterator[str]:
    if not isinstance(tenants, list | tuple) or not tenants:
        yield _("“tenants” must name the headings of at least one tenant.")
        return
    for number, tenant in enumerate(tenants, start=1):
        if not (
            isinstance(tenant, Mapping)
            and tenant.keys() <= {"name", "cpr"}
            and _are_texts(tenant.get("name"))
            and tenant["name"]
            and _are_texts(tenant.get("cpr", ()))
        ):
            yield _("Tenant %(number)s needs a list of headings for the name, and may have one for the CPR number.") % {
                "number": number
            }


def _step_errors(steps: object) -> Iterator[str]:
    if steps is None:
        return
    if not isinstance(steps, Mapping) or not steps:
        yield _("“steps” must say what each word for a step means.")
        return
    for word, step in steps.items():
        if step not in Step.values:
            allowed = ", ".join(Step.values)
            yield _("The step “%(word)s” must mean one of %(allowed)s.") % {"word": word, "allowed": allowed}


def _clashing_headings(saved: Mapping[str, Any]) -> list[str]:
    columns, tenants = saved.get("columns"), saved.get("tenants")
    lists = [*columns.values()] if isinstance(columns, Mapping) else []
    for tenant in tenants if isinstance(tenants, list | tuple) else ():
        lists += [*tenant.values()] if isinstance(tenant, Mapping) else []
    folded = [{fold(heading) for heading in headings} for headings in lists if _are_texts(headings)]
    every = [heading for headings in folded for heading in headings]
    return sorted({heading for heading in every if every.count(heading) > 1})


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(text, str) and text.strip() for text in value)

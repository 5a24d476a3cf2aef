"""How records are counted by a column, each in one statement."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, Count, FloatField, Func, IntegerField, QuerySet, TextChoices

from housing.codes import name_of

from .values import Part


class DaysBetween(Func):
    """The whole days to the first date from the second."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class Median(Aggregate):
    """The middle value; of an even number the mean of the two in the middle."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def counts_by(rows: QuerySet[Any], field: str) -> dict[Any, int]:
    """How many rows there are of each value of a column."""
    return dict(rows.order_by().values_list(field).annotate(rows=Count("pk")))


def by_choice(rows: QuerySet[Any], field: str, choices: type[TextChoices]) -> tuple[Part, ...]:
    """Rows by a column of fixed words, each word named, also when there is none of it."""
    counts = counts_by(rows, field)
    return tuple(Part.counted(choice.value, choice.label, counts.get(choice.value, 0)) for choice in choices)


def by_code(rows: QuerySet[Any], field: str, code_list: str) -> tuple[Part, ...]:
    """Rows by a column of codes from the code book; codes that do not occur are left out."""
    return coded(counts_by(rows, field), code_list)


def coded(counts: dict[str, int], code_list: str) -> tuple[Part, ...]:
    """Counts by code, under their names in the code book."""
    return tuple(Part.counted(code, name_of(code_list, code), count) for code, count in sorted(counts.items()))


def by_association(rows: QuerySet[Any]) -> tuple[Part, ...]:
    """Rows by the association they belong to, in the order of the names."""
    owners = rows.values_list("association__code", "association__name").annotate(rows=Count("pk"))
    found = owners.order_by("association__name", "association__code")
    return tuple(Part.counted(code, name, count) for code, name, count in found)

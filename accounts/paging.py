"""Turning pages by the last row seen, so that the hundredth page is as fast as the first."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

_SALT = "fasthold.page"


@dataclasses.dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows of one page; `next_cursor` opens the following one and is empty on the last."""

    rows: Sequence[M]
    next_cursor: str


def newest_first(rows: QuerySet[M], *, moment: str, after: str | None, size: int) -> Page[M]:
    """A page of rows ordered by a moment or day, newest first, the key settling ties."""
    ordered = rows.order_by(f"-{moment}", "-pk")
    match read_cursor(after):
        case [str(value), int(pk)]:
            ordered = ordered.filter(Q(**{f"{moment}__lt": value}) | Q(**{moment: value, "pk__lt": pk}))
    found = list(ordered[: size + 1])
    rest = len(found) > size
    last = found[size - 1] if rest else None
    return Page(found[:size], write_cursor(getattr(last, moment).isoformat(), last.pk) if last else "")


def write_cursor(*values: Any) -> str:
    """The place in a list, signed so that it cannot be made up."""
    return signing.dumps(list(values), salt=_SALT, compress=True)


def read_cursor(text: str | None) -> list[Any] | None:
    """The values of a cursor; None without one or when it was tampered with: the list then starts at its top."""
    if not text:
        return None
    try:
        values: list[Any] = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return values

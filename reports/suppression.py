"""Counts of 1-4 stay hidden from those who may not read them, and cannot be worked out from the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from .values import Part, Value

#: A count from 1 to this one may point at a household.
LARGEST_HIDDEN = 4


def is_small(count: int) -> bool:
    """Whether a count is one of those that are hidden; nought is not."""
    return 1 <= count <= LARGEST_HIDDEN


def without_small_counts(value: Value) -> Value:
    """The figure with its small counts hidden.

    In a breakdown that adds up, further parts go with them (the smallest first) until the hidden ones are at
    least two, together more than 4, and not all of them 1; where no part is left for that, the whole breakdown goes.
    A share or median on 1-4 records is hidden, and a share whose remainder is 1-4 records.
    """
    hidden = _hidden_parts(value)
    is_hidden = _is_hidden(value, hidden)
    if is_hidden and hidden is not None and value.headline and value.headline not in hidden:
        hidden = None
    is_hidden = is_hidden or value.is_hidden
    return dataclasses.replace(
        value,
        value=None if is_hidden else value.value,
        is_hidden=is_hidden,
        parts=() if hidden is None else tuple(_hide(part) if part.code in hidden else part for part in value.parts),
        are_parts_hidden=hidden is None or value.are_parts_hidden,
    )


def without_small_differences(value: Value, whole: Value) -> Value:
    """The figure without campaign cases, hidden where the whole one would tell 1-4 of them by subtraction."""
    parts = {part.code: part.count for part in value.parts}
    wholes = {part.code: part.count for part in whole.parts}
    differences = [
        whole.count - value.count,
        *(wholes.get(code, 0) - parts.get(code, 0) for code in wholes.keys() | parts.keys()),
        *(more - fewer for more, fewer in zip(whole.wholes, value.wholes, strict=True)),
    ]
    if not any(is_small(abs(difference)) for difference in differences):
        return value
    return dataclasses.replace(value, value=None, is_hidden=True, parts=(), are_parts_hidden=bool(value.parts))


def without_hidden_years(value: Value, years: Sequence[Value]) -> Value:
    """The figure of several years, without what is hidden in any of them: the rest would follow by subtraction."""
    hidden = {part.code for year in years for part in year.parts if part.is_hidden}
    is_hidden = value.is_hidden or any(year.is_hidden for year in years)
    are_hidden = any(year.are_parts_hidden for year in years)
    parts = () if are_hidden else tuple(_hide(part) if part.code in hidden else part for part in value.parts)
    return dataclasses.replace(
        value,
        value=None if is_hidden else value.value,
        is_hidden=is_hidden,
        parts=parts,
        are_parts_hidden=are_hidden or value.are_parts_hidden,
    )


def _is_hidden(value: Value, hidden_parts: set[str] | None) -> bool:
    if is_small(value.count) or any(is_small(whole - value.count) for whole in value.wholes):
        return True
    return bool(value.headline) and (hidden_parts is None or value.headline in hidden_parts)


def _hidden_parts(value: Value) -> set[str] | None:
    """The codes of the parts to hide; None when all of them must go, those of nought too."""
    hidden = [part for part in value.parts if is_small(part.count)]
    if not hidden or not value.adds_up:
        return {part.code for part in hidden}
    others = [part for part in value.parts if part.count > LARGEST_HIDDEN]
    others.sort(key=lambda part: (part.count, part.code))
    while others and not _cannot_be_worked_out(hidden):
        hidden.append(others.pop(0))
    is_safe = _cannot_be_worked_out(hidden) or is_small(sum(part.count for part in value.parts))
    return {part.code for part in hidden} if is_safe else None


def _cannot_be_worked_out(hidden: list[Part]) -> bool:
    """Whether knowing what the hidden parts are together tells none of them."""
    together = sum(part.count for part in hidden)
    return len(hidden) >= 2 and together > LARGEST_HIDDEN and together > len(hidden)


def _hide(part: Part) -> Part:
    return dataclasses.replace(part, value=None, is_hidden=True)

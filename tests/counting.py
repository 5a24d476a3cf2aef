"""Coverage counts our lines; it need not follow Django on its way to the database and back, nor what makes rows.

Its tracer makes every call a good deal slower, whoever's code it is, and half of a test is spent
between a query set and its rows. None of our code runs there, so the tracer rests. Nor does it follow a factory: what
that calls is not what is tested.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest
from coverage.tracer import CTracer
from django.db.models.query import QuerySet
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.models.sql.query import Query
from django.forms.widgets import Widget
from factory.builder import StepBuilder

P = ParamSpec("P")
R = TypeVar("R")

#: Where nothing of ours is counted until there is an answer.
UNCOUNTED: tuple[tuple[type, str], ...] = (
    (StepBuilder, "build"),
    (QuerySet, "_fetch_all"),
    (SQLCompiler, "execute_sql"),
    (SQLInsertCompiler, "execute_sql"),
    (SQLUpdateCompiler, "execute_sql"),
    (Query, "add_q"),
    (Query, "add_annotation"),
    (Widget, "_render"),
)


def rest_where_nothing_counts(patch: pytest.MonkeyPatch) -> None:
    """Let the tracer rest there; a run without coverage stays as it is."""
    tracer: object = sys.gettrace()
    if not isinstance(tracer, CTracer):
        return
    for owner, name in UNCOUNTED:
        patch.setattr(owner, name, _untraced(getattr(owner, name)))


def _untraced(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def untraced(*args: P.args, **kwargs: P.kwargs) -> R:
        tracer: object = sys.gettrace()
        if not isinstance(tracer, CTracer):
            return function(*args, **kwargs)
        tracer.stop()
        try:
            return function(*args, **kwargs)
        finally:
            tracer.start()

    return untraced

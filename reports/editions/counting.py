"""What is counted for an edition, as the catalogue of figures defines it."""

from __future__ import annotations

from django.utils import translation

from ..figures import Figure
from ..publication import both, publication_of, published_figures
from ..tables import Words
from .document import Definition

__all__ = ["definitions", "publication_of"]


def definitions() -> tuple[Definition, ...]:
    """How each published figure is counted, in the order of the report."""
    return tuple(_definition(figure) for figure in published_figures())


def _definition(figure: Figure) -> Definition:
    with translation.override("da"):
        danish = figure.definition
    basis = figure.basis
    return Definition(
        code=figure.code,
        version=figure.version,
        name=both(figure.label),
        unit=both(figure.unit.label),
        population=Words(figure.docstring, danish),
        time_base=both(basis.time.label),
        formula=both(basis.formula.label),
        source=both(basis.origin.label),
        limits=both(figure.limits or ""),
    )

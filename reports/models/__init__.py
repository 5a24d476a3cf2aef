"""What the reports keep: official figures, the facts the statistics count and their sums, and editions."""

from .editions import Annotation, Edition, EditionProposal
from .facts import CaseFact, Cell, EvictionFact, StatisticsRun
from .monthly import MonthlyFigures
from .official import OfficialFigure

__all__ = [
    "Annotation",
    "CaseFact",
    "Cell",
    "Edition",
    "EditionProposal",
    "EvictionFact",
    "MonthlyFigures",
    "OfficialFigure",
    "StatisticsRun",
]

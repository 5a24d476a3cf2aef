"""What is kept for the figures."""

from .editions import Annotation, Edition, EditionProposal
from .official import OfficialFigure

__all__ = ["Annotation", "Edition", "EditionProposal", "OfficialFigure"]

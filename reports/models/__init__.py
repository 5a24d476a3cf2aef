"""What is kept for the figures."""

from .official import OfficialFigure

__all__ = ["OfficialFigure"]

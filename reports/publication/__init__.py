"""What is published of a year: tables of counts with nothing hidden yet, how they add up, and their definitions."""

from .breakdowns import published_figures
from .making import publication_of
from .words import both

__all__ = ["both", "publication_of", "published_figures"]

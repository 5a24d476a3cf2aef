"""Small worlds made by chance, of which all that is unlucky is likely: midnights, leap days, records corrected."""

from .making import RandomWorlds, make_worlds

__all__ = ["RandomWorlds", "make_worlds"]

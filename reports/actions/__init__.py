"""What can be done with figures: taking in the official ones, and publishing our own."""

from .official import KNOWN_FIGURES, Imported, import_known_figures, import_official_figures

__all__ = ["KNOWN_FIGURES", "Imported", "import_known_figures", "import_official_figures"]

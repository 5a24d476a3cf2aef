"""Every figure counted a second time: slowly, record by record, from its printed definition alone."""

from .count import count
from .homes import Homes, Records

__all__ = ["Homes", "Records", "count"]

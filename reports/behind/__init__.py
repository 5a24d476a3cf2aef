"""From a number to the records behind it, each with its case, its day and its kind.

A **list** holds the records a figure, or one of its parts, was counted from; they are as many as the number. Those of
restricted cases the reader is not named on are counted and not listed. A figure without a list says why.
"""

from .finding import PAGE_SIZE, Found, Row, find
from .lists import BEHIND, Behind, Unknown, has_list
from .without import why_none

__all__ = ["BEHIND", "PAGE_SIZE", "Behind", "Found", "Row", "Unknown", "find", "has_list", "why_none"]

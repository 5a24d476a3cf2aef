"""What Fasthold keeps about people: every field by its kind, and how long it stays.

A test holds that no field is missing.
"""

from __future__ import annotations

from .cases import CASES
from .counted import COUNTED
from .decided import DECIDED
from .registered import REGISTERED
from .together import TOGETHER
from .working import WORKING

CLASSIFICATION = (*REGISTERED, *CASES, *DECIDED, *TOGETHER, *WORKING, *COUNTED)

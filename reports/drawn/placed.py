"""A chart and the part of the report in which it stands."""

from __future__ import annotations

import dataclasses

from ..charts.figure import Figure
from ..enums import Section


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A chart and where it belongs."""

    section: Section
    figure: Figure

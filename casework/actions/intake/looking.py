"""Looks a list through without receiving it: what stands there, what has changed, and what it would open."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, BinaryIO

from housing.deliveries.comparison import Counts, compare
from housing.deliveries.progress import SILENCE, Silence
from housing.deliveries.records import Arrival
from housing.deliveries.staging import stage, stage_seen
from housing.enums import Severity, WorkPhase
from housing.importing.layouts import Layout
from housing.importing.reader import read
from housing.importing.run import Summary

from .plan import Planned, plan_staged


@dataclasses.dataclass(frozen=True, slots=True)
class Looked:
    """A list looked through: its lines and problems, its tenancies by change, and the cases it is about to touch."""

    summary: Summary
    counts: Counts
    planned: Planned

    def to_json(self) -> dict[str, Any]:
        """The numbers as they are kept with the list."""
        counts = dataclasses.asdict(self.counts)
        severities = [problem.severity for problem in self.summary.problems]
        return {
            **counts,
            "rows": self.summary.rows,
            "total_arrears": f"{self.counts.total_arrears:.2f}",
            "faults": severities.count(Severity.FATAL),
            "warnings": severities.count(Severity.WARNING),
            "cases_opened": self.planned.opened + self.planned.reopened,
            "cases_refreshed": self.planned.refreshed,
        }


def look_through(
    stream: BinaryIO, arrival: Arrival, *, today: dt.date, limit: int | None = None, progress: Silence = SILENCE
) -> Looked:
    """Read, stage and compare a list, in the one way in which it is also received; nothing lasting is written.

    Must run in a transaction, whose temporary tables then hold the list. `limit` is the largest size in bytes.
    Raises `UnreadableFile`.
    """
    progress.phase(WorkPhase.COUNTING)
    reading = read(stream, arrival.layout, file_name=arrival.file_name, limit=limit)
    progress.phase(WorkPhase.READING, total=reading.lines)
    stage(progress.counted(reading.rows()))
    progress.phase(WorkPhase.COMPARING)
    summary = reading.summary
    stage_seen(summary.seen_tenancies, summary.seen_people)
    counts = compare(
        association_id=arrival.association.pk,
        as_of=arrival.as_of,
        finds_vanished=arrival.is_complete and _are_all_known(summary, arrival.layout),
    )
    return Looked(summary, counts, plan_staged(as_of=arrival.as_of, today=today))


def _are_all_known(summary: Summary, layout: Layout) -> bool:
    """Whether every line that does not name its tenancy surely names somebody of it.

    With so many people on so few lines, none of the lines can have been without one.
    """
    lines = summary.unnumbered_lines
    return lines == 0 or len(summary.seen_people) > (lines - 1) * len(layout.tenants)

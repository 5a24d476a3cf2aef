"""What the catalogue promises: no definition changes silently, and nothing is counted for nobody."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path
from typing import Any, NamedTuple

from reports.counts import Counts, Names
from reports.facts.measures import MEASURES
from reports.figures import CATALOGUE, FIGURES, Figure
from reports.reach import of_everything

#: The version and fingerprint of each definition, as they were when it was last changed.
PINNED = Path(__file__).with_name("definitions.csv")


class Pin(NamedTuple):
    """A definition as it was pinned."""

    code: str
    version: str
    fingerprint: str


def pin(figure: Figure) -> Pin:
    return Pin(figure.code, str(figure.version), figure.fingerprint)


def pinned() -> dict[str, Pin]:
    with PINNED.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Pin(**row) for row in csv.DictReader(lines)}


def objection(before: Pin | None, now: Pin) -> str:
    """What is to be done about a definition that is not as it was pinned; empty where it is."""
    if before == now:
        return ""
    if before is not None and int(now.version) <= int(before.version):
        return f"the definition of {now.code} has changed: raise its version above {before.version}"
    return f"pin this in {PINNED.name}: {','.join(now)}"


def test_no_definition_changes_without_its_version() -> None:
    before = pinned()

    assert [said for figure in FIGURES if (said := objection(before.get(figure.code), pin(figure)))] == []
    assert list(before) == [figure.code for figure in FIGURES]


def test_a_definition_that_changed_silently_is_found() -> None:
    now = pin(CATALOGUE["evictions"])
    changed = dataclasses.replace(CATALOGUE["evictions"], basis=CATALOGUE["cases_opened"].basis)

    assert objection(now, pin(changed)) == "the definition of evictions has changed: raise its version above 1"
    later = pin(dataclasses.replace(changed, version=2))
    assert objection(now, later) == f"pin this in definitions.csv: evictions,2,{later.fingerprint}"


class Sums(dict[str, Any]):
    """No sums at all, which remember of what they were asked."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def get(self, measure: str, default: Any = None) -> Any:
        self.asked.add(measure)
        return default


def test_every_measure_is_told_by_a_figure() -> None:
    sums = Sums()
    counts = Counts(of_everything(), sums, Names())

    for figure in FIGURES:
        figure.count(counts)

    assert sums.asked == {measure.code for measure in MEASURES}

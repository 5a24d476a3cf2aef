"""The report of a year set as PDF: what stands in it, in the reader's language, and nothing that is hidden."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts import wording
from casework.papers.typesetting import set_pdf

from ..charts.figure import Figure
from ..drawn import Placed
from ..drawn.official import official_figure
from ..official import Series
from ..presenting import Block, OfficialChart, OfficialRow, PagePart, parts_of
from ..report import Counted, YearReport
from ..summary import Chapter
from ..survival.presenting import Shown

_FOLDER = Path(__file__).parent


@dataclasses.dataclass(frozen=True, slots=True)
class Content:
    """What a report on paper is made of: figures in which small counts are hidden, and what stands beside them."""

    report: YearReport
    chapters: tuple[Chapter, ...]
    remarks: list[tuple[str, dt.date]]
    charts: tuple[Placed, ...]
    worked: Shown | None
    official_charts: list[OfficialChart]
    official_rows: list[OfficialRow]
    series: list[Series]


def year_pdf(content: Content) -> bytes:
    """The document; the same figures counted at the same time give the same bytes."""
    counted_at = content.report.counted_at or dt.datetime(content.report.year, 1, 1, tzinfo=dt.UTC)
    return set_pdf("year", year_data(content), now=counted_at, folder=_FOLDER)


def year_data(content: Content) -> dict[str, Any]:
    """Everything the typesetter reads."""
    report = content.report
    return {
        "title": _("Evictions and their prevention"),
        "subtitle": f"{report.reach.name}, {report.period}",
        "language": get_language() or "da",
        "cover": _cover(report),
        "contents": pgettext("of a document", "Contents"),
        "page": pgettext("of a document", "Page"),
        "summary": {
            "title": _("In short"),
            "chapters": [dataclasses.asdict(chapter) for chapter in content.chapters],
        },
        "remarks": {
            "title": _("Worth knowing about the year") if report.is_one_year else _("Worth knowing about the years"),
            "sentences": [f"{text} ({wording.day(written_on)})" for text, written_on in content.remarks],
        },
        "notes": [
            _("Counts of 1–4 are hidden in this document, and so are those from which they could be worked out."),
            _("Fasthold’s own records and the court administration’s figures stand side by side and are never added."),
        ],
        "official": _official(content),
        "parts": [*_parts(content), *_worked(content)],
        "definitions": _definitions(report) if report.has_records else None,
    }


def _cover(report: YearReport) -> list[tuple[str, str]]:
    return [
        (pgettext("of a document", "Area"), report.reach.name),
        (_("Period"), report.period),
        (_("Counted"), wording.moment(report.counted_at)),
        (_("Cases of campaigns"), _("left out") if report.reach.leaves_out_campaigns else _("included")),
        (_("Source"), _("The records in Fasthold, and the court administration (Domstolsstyrelsen)")),
    ]


def _official(content: Content) -> dict[str, Any] | None:
    """The official figures with their charts; None where there are none."""
    if not content.official_charts:
        return None
    sources = (f"{one.area}: {one.sources}." for one in content.series)
    return {
        "title": _("Effective evictions by the court administration’s count"),
        "charts": [
            _chart(official_figure(shown, content.official_rows, column))
            for column, shown in enumerate(content.official_charts)
        ],
        "head": [_("Period"), *(one.area for one in content.series)],
        "rows": [[row.period, *row.cells] for row in content.official_rows],
        "note": " ".join([_("In brackets the change since 2011. No line is drawn across unknown years."), *sources]),
    }


def _parts(content: Content) -> list[dict[str, Any]]:
    if not content.report.has_records:
        return []
    return [_part(part) for part in parts_of(content.report, charts=content.charts)]


def _part(part: PagePart) -> dict[str, Any]:
    return {
        "name": part.name,
        "title": part.title if part.title != part.name else "",
        "charts": [_chart(figure) for figure in part.charts],
        "figures": [_figure(block) for block in part.blocks],
        "text": [],
    }


def _figure(block: Block) -> dict[str, Any]:
    rows = [[str(line.label), line.said] for line in block.lines]
    hidden = [_("The breakdown is hidden: its counts are too small.")] if block.are_lines_hidden and not rows else []
    return {
        "label": str(block.label),
        "answer": block.answer,
        "before": block.before,
        "definition": " ".join([*hidden, block.definition]),
        "head": [str(block.parts_by), block.unit],
        "rows": rows,
    }


def _worked(content: Content) -> list[dict[str, Any]]:
    """Early against late first contact as a part of its own, with why a difference is no proof."""
    shown = content.worked
    if shown is None or not content.report.has_records:
        return []
    part = {"name": _("What worked"), "title": shown.name, "charts": [_chart(figure) for figure in shown.figures]}
    return [
        {
            **part,
            "figures": [],
            "text": [*shown.instead, *([shown.reading] if shown.reading else []), *shown.why_no_proof],
        }
    ]


def _chart(figure: Figure) -> dict[str, str]:
    return {"title": figure.title, "svg": figure.paper_svg, "alt": figure.description, "note": figure.note}


def _definitions(report: YearReport) -> dict[str, Any]:
    return {
        "title": _("Definitions"),
        "intro": _(
            "Every figure of this document, as the program counts it. A definition that changes gets a new version."
        ),
        "entries": [_entry(counted) for counted in report.counted],
    }


def _entry(counted: Counted) -> dict[str, Any]:
    figure = counted.figure
    facts = [
        (_("Counted"), figure.definition),
        (_("Unit"), str(figure.unit.label)),
        (_("Time base"), str(figure.basis.time.label)),
        (_("How"), str(figure.basis.formula.label)),
        (_("Source"), str(figure.basis.origin.label)),
        *([(_("Limits"), str(figure.limits))] if figure.limits else []),
        (_("Code and version"), f"{figure.code}, {figure.version}"),
    ]
    return {"name": str(figure.label), "facts": facts}

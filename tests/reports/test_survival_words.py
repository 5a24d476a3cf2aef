"""What the page says of the curves, and what it keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from reports.survival.courses import Course, Event
from reports.survival.landmark import by_intervention, early_or_late, whole_year
from reports.survival.presenting import Shown, shown_comparison, shown_year


def cases(count: int, days: int, event: Event, contact: int | None = None) -> list[Course]:
    return [Course(days, event, first_contact_day=contact, interventions={"debt_advice": 5})] * count


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


EARLY = [*cases(10, 57, Event.EVICTED, 3), *cases(30, 100, Event.AVERTED, 3)]
LATE = [*cases(20, 57, Event.EVICTED), *cases(10, 37, Event.AVERTED), *cases(10, 200, Event.CENSORED)]


def test_the_title_says_what_the_chart_shows_and_the_note_how_sure_it_is() -> None:
    evicted, averted = shown_comparison(early_or_late([*EARLY, *LATE])).figures

    assert evicted.title == (
        "Evicted within a year: 25.0% (reached within 7 days) against 50.0% (not reached within 7 days)"
    )
    assert averted.title.startswith("Averted within a year: 75.0% (reached within 7 days) against 25.0%")
    assert evicted.note.startswith("The difference at the end is −25.0 percentage points (−45.5 to −4.5): more than")
    assert evicted.table.head == (
        "days after day 7",
        "reached within 7 days: still open",
        "reached within 7 days: evicted",
        "not reached within 7 days: still open",
        "not reached within 7 days: evicted",
    )
    assert evicted.table.rows[0] == ("0", "40", "0.0%", "40", "0.0%")
    assert evicted.table.rows[3] == ("90", "30", "25.0% (13.0–39.0)", "10", "50.0% (33.8–64.2)")
    assert evicted.table.rows[-1] == ("358", "0", "25.0% (13.0–39.0)", "0", "–")
    assert "reached within 7 days: day 30: 0.0%, day 90: 25.0% (13.0–39.0), day 358: 25.0%" in evicted.description


def test_what_chance_alone_can_make_is_called_so() -> None:
    comparison = early_or_late([*EARLY, *cases(11, 57, Event.EVICTED), *cases(29, 100, Event.AVERTED)])
    assert shown_comparison(comparison).figures[0].note.endswith("no more than chance alone can make.")


def test_a_page_says_why_there_is_no_curve() -> None:
    shown = shown_comparison(early_or_late([*EARLY, *LATE[:19]]))

    assert (shown.figures, shown.why_no_proof) == ((), ())
    assert shown.instead == (
        "Reached within 7 days: not shown, because the group it is compared with has fewer than 20 cases.",
        "Not reached within 7 days: fewer than 20 cases, so no curve is drawn.",
    )
    assert shown_year(whole_year(EARLY[:19])).instead == ("Fewer than 20 cases, so no curve is drawn.",)


def test_small_counts_are_kept_from_those_who_may_not_read_them() -> None:
    late = [*cases(4, 57, Event.EVICTED), *cases(30, 100, Event.AVERTED), *cases(3, 300, Event.CENSORED)]

    shown = shown_comparison(early_or_late([*EARLY, *late]), hides_small=True)

    assert [figure.code for figure in shown.figures] == ["curve-contact-averted"]
    assert shown.instead == ("Evicted: too few to be shown.",)
    assert [row[3] for row in shown.figures[0].table.rows] == ["37", "37", "33", "33", "1–4", "1–4", "0"]
    assert "1–4" in {text.words for text in shown.figures[0].narrow.texts()}
    year = shown_year(whole_year(late), hides_small=True)
    assert ([figure.title for figure in year.figures], year.instead) == (
        ["A year after the first warning: averted 81.1%"],
        ("Evicted: too few to be shown.",),
    )


def test_the_box_stands_beside_every_comparison() -> None:
    (comparison,) = by_intervention([*EARLY, *[Course(90, Event.AVERTED)] * 25])

    page = render_to_string(
        Shown.TEMPLATE, {"shown": shown_comparison(comparison, help_label="Debt advice"), "address": ""}
    )

    assert "Debt advice. Evicted within a year: 25.0% (begun within 30 days)" in page
    assert "The hardest cases get most help." in page
    assert "They are not published." in page
    assert "Households that are reached early differ" in " ".join(
        shown_comparison(early_or_late([*EARLY, *LATE])).why_no_proof
    )

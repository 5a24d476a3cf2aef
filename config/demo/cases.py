"""From stories to rows: the cases of the demo with their people, courses, log and timeline."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict

from casework.models import (
    Case,
    CaseBackground,
    CaseEvent,
    CaseNumberSeries,
    CasePerson,
    ContactAttempt,
    Eviction,
    Intervention,
    LegalCourse,
    LegalStep,
    Person,
    PersonTenant,
)
from housing.models import Notice

from .case_rows import CaseWriter
from .copying import Table
from .facts import Story
from .organisations import Town
from .registry import Home


class Casework:
    """Writes cases with their people, courses, log and timeline."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.series: dict[tuple[str, int], int] = defaultdict(int)
        self.cases = Table(
            Case, "id", "number", "municipality", "unit", "assigned_to", "assigned_at", "taken_up_at", "is_restricted",
            "association", "department", "tenancy", "lease", "district", "address", "names", "household_type",
            "has_children", "children", "adults", "monthly_rent", "opened_at", "opened_on", "opened_year", "opened_by",
            "opening_reason", "first_warned_on", "first_noticed_on", "follow_up_on", "cause", "stage", "amount",
            "amount_as_of", "contact_count", "triage_key", "triage_rule", "search_doc", "closed_at", "closed_on",
            "closed_year", "closed_by", "housing_outcome", "contact_outcome", "arrears_outcome", "amount_at_closing",
            "step_at_closing", "reopened_count", "version",
        )  # fmt: skip
        self.people = Table(
            Person, "id", "municipality", "name", "cpr_hash", "cpr_sealed", "cpr_key_version", "birth_date", "phone",
            "email", "interpreter", "is_address_protected", "version",
        )  # fmt: skip
        self.links = Table(PersonTenant, "person", "tenant", "municipality", "linked_at")
        self.case_people = Table(CasePerson, "case", "person", "municipality", "role", "position")
        self.backgrounds = Table(CaseBackground, "case", "municipality", "code")
        self.courses = Table(
            LegalCourse, "id", "case", "municipality", "cause", "ground", "started_on", "stage", "ended_on", "result",
            "version",
        )  # fmt: skip
        self.steps = Table(
            LegalStep, "course", "case", "municipality", "kind", "occurred_on", "takes_place_at", "court",
            "court_case_number", "hearing_result", "result", "source", "note", "is_void", "recorded_at", "recorded_by",
        )  # fmt: skip
        self.attempts = Table(
            ContactAttempt, "id", "case", "municipality", "occurred_at", "mode", "part_of_day", "is_reached",
            "not_reached_reason", "has_appointment", "wants_no_contact", "note", "recorded_at", "recorded_by",
        )  # fmt: skip
        self.interventions = Table(
            Intervention, "id", "case", "municipality", "kind", "programme", "responsible", "starts_on", "ends_on",
            "amount", "result", "note", "recorded_at", "recorded_by", "version",
        )  # fmt: skip
        self.notices = Table(
            Notice, "kind", "association", "municipality", "tenancy", "lease", "cause", "filed_on", "received_on",
            "amount", "court", "court_case_number", "recorded_by", "recorded_at",
        )  # fmt: skip
        self.evictions = Table(
            Eviction, "municipality", "association", "department", "tenancy", "case", "course", "occurred_on", "year",
            "cause", "further_causes", "district", "household_type", "has_children", "children", "adults", "source",
            "recorded_at", "recorded_by",
        )  # fmt: skip
        self.events = Table(
            CaseEvent, "case", "municipality", "kind", "occurred_on", "recorded_at", "by_user", "by_name",
            "by_organisation", "detail",
        )  # fmt: skip

    def write(self, stories: list[Story], homes: list[Home], chance: random.Random, now: dt.datetime) -> list[int]:
        """The cases of the stories that have one; their keys are returned."""
        opened = [(story, home) for story, home in zip(stories, homes, strict=True) if story.opened_at]
        opened.sort(key=lambda pair: pair[0].opened_at or now)
        case_keys, course_keys = self.cases.keys(len(opened)), self.courses.keys(len(opened))
        for (story, home), case, course in zip(opened, case_keys, course_keys, strict=True):
            CaseWriter(self, story, home, case, course, chance, now).write()
        for table in (
            self.cases, self.people, self.links, self.case_people, self.backgrounds, self.courses, self.steps,
            self.attempts, self.interventions, self.notices, self.evictions, self.events,
        ):  # fmt: skip
            table.send()
        return case_keys

    def number(self, municipality: str, year: int) -> str:
        """The next case number of a municipality and year."""
        self.series[municipality, year] += 1
        return f"{year}-{self.series[municipality, year]:05d}"

    def close_series(self) -> None:
        """Keep the last numbers given, so that the next case goes on from there."""
        CaseNumberSeries.objects.bulk_create(
            CaseNumberSeries(municipality=self.town.municipalities[code], year=year, last_number=last)
            for (code, year), last in self.series.items()
        )

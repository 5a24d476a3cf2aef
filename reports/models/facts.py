"""What the statistics count: one row per case and per eviction, and their sums by place and year.

All of it is derived: `reports.facts` alone writes it, from the records of casework and housing. Ids are plain
numbers, so that a rebuild is never stopped by what it is about to replace.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..enums import PlaceKind


class _Home(models.Model):
    """Where the home lies, and the household as of the day the row counts from."""

    municipality_id = models.BigIntegerField()
    association_id = models.BigIntegerField()
    department_id = models.BigIntegerField()
    district = models.PositiveSmallIntegerField()
    is_restricted = models.BooleanField()
    is_campaign = models.BooleanField()
    cause = models.CharField(max_length=20)
    household_type = models.CharField(max_length=40)
    has_children = models.CharField(max_length=7)
    age_band = models.CharField(max_length=10)
    tenancy_length = models.CharField(max_length=10)
    allocation = models.CharField(max_length=40)

    class Meta:
        abstract = True


class CaseFact(_Home):
    """A case as the statistics see it.

    Days are whole calendar days in Copenhagen from `started_on`, the day of the first warning or notice known to
    the municipality, or of the opening; None where it has not happened. `furthest` and `cohort_end` are those of
    the twelve months after the opening. `end_kind` and `ended_on` say how and when the wait for an eviction ended.
    """

    case_id = models.BigIntegerField(primary_key=True)
    unit_id = models.BigIntegerField()
    opened_on = models.DateField()
    opened_year = models.PositiveSmallIntegerField()
    opened_by = models.CharField(max_length=20)
    started_on = models.DateField()
    days_to_attempt = models.IntegerField(null=True)
    days_to_reach = models.IntegerField(null=True)
    days_to_help = models.IntegerField(null=True)
    days_to_taken_up = models.IntegerField(null=True)
    attempts = models.PositiveIntegerField()
    furthest = models.CharField(max_length=20)
    cohort_end = models.CharField(max_length=12)
    end_kind = models.CharField(max_length=12)
    ended_on = models.DateField(null=True)
    closed_year = models.PositiveSmallIntegerField()
    housing_outcome = models.CharField(max_length=40)
    contact_outcome = models.CharField(max_length=40)
    arrears_outcome = models.CharField(max_length=40)
    is_averted = models.BooleanField()
    has_help = models.BooleanField()
    repeat_3 = models.CharField(max_length=12)
    repeat_6 = models.CharField(max_length=12)
    repeat_12 = models.CharField(max_length=12)
    backgrounds = ArrayField(models.CharField(max_length=40))
    missing = ArrayField(models.CharField(max_length=20))

    class Meta:
        indexes = [
            models.Index(fields=["municipality_id", "opened_year"], name="reports_case_fact_opened"),
            models.Index(fields=["municipality_id", "closed_year"], name="reports_case_fact_closed"),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id}"


class EvictionFact(_Home):
    """An eviction as the statistics see it; the household is that of its day. `case_id` 0: without a case here."""

    eviction_id = models.BigIntegerField(primary_key=True)
    case_id = models.BigIntegerField()
    occurred_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    further_causes = ArrayField(models.CharField(max_length=20))
    is_households_first = models.BooleanField()
    persons = models.PositiveIntegerField(null=True)
    children = models.PositiveIntegerField(null=True)
    is_in_known_dwellings = models.BooleanField()
    is_reviewed = models.BooleanField()
    chances = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [models.Index(fields=["municipality_id", "year"], name="reports_eviction_fact_year")]

    def __str__(self) -> str:
        return f"eviction {self.eviction_id}"


class Cell(models.Model):
    """A sum over records: how many of a measure in a place and year, within one category of one dimension.

    Dimension and category are empty for the whole. `association_id` is 0 save for an adviser's contacts,
    `municipality_id` 0 for an association's adviser contacts, which belong to no municipality.
    """

    pk = models.CompositePrimaryKey(
        "place_kind", "place_id", "year", "measure", "dimension", "category", "municipality_id", "association_id",
        "is_campaign",
    )  # fmt: skip
    place_kind = models.CharField(max_length=12, choices=PlaceKind)
    place_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=30)
    dimension = models.CharField(max_length=20)
    category = models.CharField(max_length=60)
    municipality_id = models.BigIntegerField()
    association_id = models.BigIntegerField()
    is_campaign = models.BooleanField()
    count = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.place_kind} {self.place_id} {self.year} {self.measure} {self.dimension} {self.category}"


class StatisticsRun(models.Model):
    """When the facts and sums were made anew, and how many there are; the newest says what the figures stand on."""

    counted_at = models.DateTimeField()
    seconds = models.DecimalField(max_digits=9, decimal_places=1)
    cases = models.PositiveIntegerField()
    evictions = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["-counted_at"], name="reports_run_newest")]

    def __str__(self) -> str:
        return f"{self.counted_at:%Y-%m-%d %H:%M}"

"""What the statistics count: facts and sums as rows, for tests that look at a row alone."""

import datetime as dt

from factory import Sequence
from factory.django import DjangoModelFactory

from reports.enums import PlaceKind
from reports.models import CaseFact, Cell, EvictionFact, StatisticsRun

from . import NOW


class _HomeFactory(DjangoModelFactory[CaseFact | EvictionFact]):
    class Meta:
        abstract = True

    municipality_id = 1
    association_id = 1
    department_id = 1
    district = 0
    is_restricted = False
    is_campaign = False
    cause = "arrears"
    household_type = "unknown"
    has_children = "unknown"
    age_band = "unknown"
    tenancy_length = "unknown"
    allocation = "unknown"


class CaseFactFactory(_HomeFactory):
    """An open case of which nothing is known. What a test counts comes of `rebuild`, never of this."""

    class Meta:
        model = CaseFact

    case_id = Sequence(lambda n: n + 1)
    unit_id = 1
    opened_on = dt.date(2026, 11, 2)
    opened_year = 2026
    opened_by = "agreement"
    started_on = dt.date(2026, 11, 2)
    attempts = 0
    furthest = "early"
    cohort_end = "open"
    end_kind = "open"
    closed_year = 0
    is_averted = False
    has_help = False
    backgrounds: list[str] = []
    missing: list[str] = []


class EvictionFactFactory(_HomeFactory):
    class Meta:
        model = EvictionFact

    eviction_id = Sequence(lambda n: n + 1)
    case_id = 0
    occurred_on = dt.date(2026, 11, 16)
    year = 2026
    further_causes: list[str] = []
    is_households_first = True
    is_in_known_dwellings = False
    is_reviewed = False
    chances: list[str] = []


class CellFactory(DjangoModelFactory[Cell]):
    class Meta:
        model = Cell

    place_kind = PlaceKind.MUNICIPALITY
    place_id = Sequence(lambda n: n + 1)
    year = 2026
    measure = "evictions"
    dimension = ""
    category = ""
    municipality_id = 1
    association_id = 0
    is_campaign = False
    count = 7


class StatisticsRunFactory(DjangoModelFactory[StatisticsRun]):
    class Meta:
        model = StatisticsRun

    counted_at = NOW
    seconds = 1
    cases = 1
    evictions = 0
    cells = 1

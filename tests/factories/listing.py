"""Saved views, absences, batches of cases and samples for quality review."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casework.enums import BatchKind
from casework.models import Absence, CaseBatch, DefaultView, QualityReview, QualitySample, SavedView

from . import NOW, TODAY
from .accounts import UnitFactory, UserFactory
from .casework import CaseFactory


class SavedViewFactory(DjangoModelFactory[SavedView]):
    """A view of one's own: the unit's cases of unlawful subletting."""

    class Meta:
        model = SavedView

    unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("unit.municipality")
    owner = SubFactory(UserFactory)
    name = Sequence(lambda n: f"View {n}")
    query = "list=unit&cause=subletting"
    saved_at = NOW


class DefaultViewFactory(DjangoModelFactory[DefaultView]):
    class Meta:
        model = DefaultView

    view = SubFactory(SavedViewFactory)
    unit = SelfAttribute("view.unit")
    municipality = SelfAttribute("unit.municipality")
    user = SelfAttribute("view.owner")


class AbsenceFactory(DjangoModelFactory[Absence]):
    """Away since yesterday, for a week."""

    class Meta:
        model = Absence

    unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("unit.municipality")
    user = SubFactory(UserFactory)
    deputy = SubFactory(UserFactory)
    starts_on = TODAY - dt.timedelta(days=1)
    ends_on = LazyAttribute(lambda absence: absence.starts_on + dt.timedelta(days=7))
    recorded_by = SelfAttribute("user")
    recorded_at = NOW


class CaseBatchFactory(DjangoModelFactory[CaseBatch]):
    class Meta:
        model = CaseBatch

    unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("unit.municipality")
    kind = BatchKind.ASSIGN
    before = LazyAttribute(lambda _: [])
    made_by = SubFactory(UserFactory)
    made_at = NOW


class QualitySampleFactory(DjangoModelFactory[QualitySample]):
    class Meta:
        model = QualitySample

    unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("unit.municipality")
    starts_on = dt.date(2026, 7, 1)
    ends_on = dt.date(2026, 9, 30)
    seed = 421_781
    size = 1
    candidates = 1
    left_out = 0
    drawn_by = SubFactory(UserFactory)
    drawn_at = NOW


class QualityReviewFactory(DjangoModelFactory[QualityReview]):
    """A drawn case that nobody has reviewed."""

    class Meta:
        model = QualityReview

    sample = SubFactory(QualitySampleFactory)
    case = SubFactory(CaseFactory, unit=SelfAttribute("..sample.unit"))
    municipality = SelfAttribute("sample.municipality")
    caseworker = SelfAttribute("case.assigned_to")
    position = 1
    lot = "0" * 32

"""Times offered, appointments, and reviews after an eviction."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casework.enums_appointments import AppointmentMode, OfferMode, PageLanguage
from casework.models import Appointment, AppointmentOffer, AppointmentSlot, EvictionReview

from . import COPENHAGEN, NOW
from .accounts import UserFactory
from .casework import CaseFactory
from .courses import EvictionFactory


class AppointmentOfferFactory(DjangoModelFactory[AppointmentOffer]):
    """A link of which nobody knows the secret."""

    class Meta:
        model = AppointmentOffer

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    host = SubFactory(UserFactory)
    mode = OfferMode.EITHER
    language = PageLanguage.DANISH
    valid_until = dt.date(2026, 12, 6)
    token_hash = Sequence(lambda n: f"{n:064d}")
    recorded_at = NOW
    recorded_by = SelfAttribute("host")


class AppointmentSlotFactory(DjangoModelFactory[AppointmentSlot]):
    class Meta:
        model = AppointmentSlot

    offer = SubFactory(AppointmentOfferFactory)
    case = SelfAttribute("offer.case")
    municipality = SelfAttribute("offer.municipality")
    starts_at = dt.datetime(2026, 11, 25, 10, 0, tzinfo=COPENHAGEN)


class AppointmentFactory(DjangoModelFactory[Appointment]):
    """A call agreed with the household."""

    class Meta:
        model = Appointment

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    host = SubFactory(UserFactory)
    mode = AppointmentMode.CALL
    starts_at = dt.datetime(2026, 11, 25, 10, 0, tzinfo=COPENHAGEN)
    recorded_at = NOW
    recorded_by = SelfAttribute("host")


class EvictionReviewFactory(DjangoModelFactory[EvictionReview]):
    class Meta:
        model = EvictionReview

    eviction = SubFactory(EvictionFactory)
    case = SelfAttribute("eviction.case")
    municipality = SelfAttribute("eviction.municipality")
    held_on = dt.date(2026, 11, 20)
    participants = "Mette Holm, SOF"
    chances = LazyAttribute(lambda _: ["no_contact_in_time"])
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)

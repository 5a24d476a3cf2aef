"""What a municipality sets for itself, and the numbers of the law: the smallest valid rows."""

import datetime as dt

from factory import SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from casework.models import LeadDays, LegalParameter, OpeningRule

from .accounts import MunicipalityFactory, UnitFactory


class OpeningRuleFactory(DjangoModelFactory[OpeningRule]):
    """Opens from the step of demand, whatever the amount; give `default_unit=`."""

    class Meta:
        model = OpeningRule

    default_unit = SubFactory(UnitFactory)
    municipality = SelfAttribute("default_unit.municipality")
    starts_on = dt.date(2020, 1, 1)
    source = "Test"


class LeadDaysFactory(DjangoModelFactory[LeadDays]):
    class Meta:
        model = LeadDays

    municipality = SubFactory(MunicipalityFactory)
    rule = "bailiff_hearing"
    days = 7
    starts_on = dt.date(2020, 1, 1)
    source = "Test"


class LegalParameterFactory(DjangoModelFactory[LegalParameter]):
    """A value from a day on; `code` is one of `casework.legal_parameters.PARAMETERS`."""

    class Meta:
        model = LegalParameter

    municipality = SubFactory(MunicipalityFactory)
    code = "payment_days"
    value = "14"
    starts_on = dt.date(2020, 1, 1)
    source = "Test"

"""Official figures."""

from factory import Sequence
from factory.django import DjangoModelFactory

from reports.models import OfficialFigure

from . import NOW


class OfficialFigureFactory(DjangoModelFactory[OfficialFigure]):
    class Meta:
        model = OfficialFigure

    year = Sequence(lambda n: 2002 + n % 100)
    period = OfficialFigure.Period.YEAR
    area_code = "101"
    area = "København"
    measure = "effective_evictions"
    sector = OfficialFigure.Sector.UNKNOWN
    value = 266
    source = "Domstolsstyrelsen"
    imported_at = NOW

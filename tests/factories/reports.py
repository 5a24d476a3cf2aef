"""Official figures, and the editions of our own."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.enums import Role
from reports.editions import canonical, protecting
from reports.enums import ProposalState
from reports.models import Annotation, Edition, EditionProposal, MonthlyFigures, OfficialFigure

from . import NOW
from .accounts import MembershipFactory, MunicipalityFactory, UserFactory
from .editions import edition


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


class EditionProposalFactory(DjangoModelFactory[EditionProposal]):
    class Meta:
        model = EditionProposal

    municipality = SubFactory(MunicipalityFactory)
    year = 2026
    proposed_by = SubFactory(UserFactory)
    proposed_at = NOW


class WaitingProposalFactory(EditionProposalFactory):
    """One that was counted and waits for a second person."""

    state = ProposalState.WAITING
    counted_at = NOW
    known_counts = protecting.as_text(protecting.NOTHING_KNOWN)
    document = LazyAttribute(
        lambda proposal: canonical.written(
            edition(year=proposal.year, code=proposal.municipality.code, published=False)
        )
    )


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    municipality = SubFactory(MunicipalityFactory)
    year = 2026
    number = 1
    proposal = SubFactory(
        WaitingProposalFactory,
        municipality=SelfAttribute("..municipality"),
        year=SelfAttribute("..year"),
        proposed_by=SelfAttribute("..proposed_by"),
        state=ProposalState.PUBLISHED,
    )
    document = LazyAttribute(
        lambda row: canonical.written(edition(year=row.year, number=row.number, code=row.municipality.code))
    )
    checksum = LazyAttribute(lambda row: canonical.checksum(row.document))
    software_version = "0.1.0"
    proposed_by = SubFactory(UserFactory)
    published_by = SubFactory(UserFactory)
    published_at = NOW


class AnnotationFactory(DjangoModelFactory[Annotation]):
    class Meta:
        model = Annotation

    municipality = SubFactory(MunicipalityFactory)
    year = 2026
    text_da = "En kampagne mod fremleje i tre afdelinger"
    text_en = "A campaign against subletting in three departments"
    written_by = SubFactory(UserFactory)
    written_at = NOW


class MonthlyFiguresFactory(DjangoModelFactory[MonthlyFigures]):
    class Meta:
        model = MonthlyFigures

    membership = SubFactory(MembershipFactory, role=Role.MANAGER)
    month = dt.date(2026, 10, 1)
    written_at = NOW

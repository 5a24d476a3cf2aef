"""Associations, homes, leases and what the lists said of them."""

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from factory import Faker, LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from accounts.enums import OrganisationKind
from housing.enums import Change, DeliveryStatus, NoticeKind, Severity, StatementKind, Step, WorkPhase
from housing.models import (
    ArrearsPosition,
    ArrearsStatement,
    ArrearsWarning,
    Code,
    Delivery,
    DeliveryProblem,
    DeliveryRow,
    DeliveryWork,
    Department,
    DepartmentDwellings,
    HouseholdFacts,
    HousingAssociation,
    Lease,
    LeaseTenant,
    Notice,
    SavedLayout,
    SharingAgreement,
    Tenancy,
    Tenant,
)

from . import NOW, at
from .accounts import MunicipalityFactory, OrganisationFactory, UserFactory
from .rooted import RootedFactory


class HousingAssociationFactory(DjangoModelFactory[HousingAssociation]):
    class Meta:
        model = HousingAssociation

    code = Sequence(lambda n: f"A{n}")
    name = Sequence(lambda n: f"Boligforening {n}")
    organisation = SubFactory(
        OrganisationFactory,
        kind=OrganisationKind.ASSOCIATION,
        name=SelfAttribute("..name"),
        code=SelfAttribute("..code"),
    )


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department

    association = SubFactory(HousingAssociationFactory)
    municipality = SubFactory(MunicipalityFactory)
    code = Sequence(lambda n: f"{n:04d}")
    name = Sequence(lambda n: f"Afdeling {n}")
    district = "3"


class DepartmentDwellingsFactory(DjangoModelFactory[DepartmentDwellings]):
    class Meta:
        model = DepartmentDwellings

    department = SubFactory(DepartmentFactory)
    year = 2026
    dwellings = 100


class TenancyFactory(RootedFactory[Tenancy]):
    class Meta:
        model = Tenancy

    _rooted: ClassVar[dict[str, str]] = {
        "association": "department__association",
        "municipality": "department__municipality",
    }

    department = SubFactory(DepartmentFactory)
    association = SelfAttribute("department.association")
    municipality = SelfAttribute("department.municipality")
    number = Sequence(lambda n: f"{n:05d}-1")
    street = Sequence(lambda n: f"Lundtoftegade {n}, 2. th")
    postcode = "2200"
    city = "København N"
    monthly_rent = Decimal("7500.00")


class TenantFactory(DjangoModelFactory[Tenant]):
    class Meta:
        model = Tenant

    association = SubFactory(HousingAssociationFactory)
    name = Faker("name", locale="da_DK")


class LeaseFactory(RootedFactory[Lease]):
    """A lease in force, with nobody on it; see `LeaseTenantFactory`."""

    class Meta:
        model = Lease

    _rooted: ClassVar[dict[str, str]] = {
        "association": "tenancy__department__association",
        "municipality": "tenancy__department__municipality",
        "department": "tenancy__department",
    }

    tenancy = SubFactory(TenancyFactory)
    association = SelfAttribute("tenancy.association")
    municipality = SelfAttribute("tenancy.municipality")
    starts_on = dt.date(2020, 1, 1)


class LeaseTenantFactory(RootedFactory[LeaseTenant]):
    """Puts a tenant on a lease; `tenant__name="Ida Holm"` names the tenant."""

    class Meta:
        model = LeaseTenant

    _rooted: ClassVar[dict[str, str]] = {"association": "lease__tenancy__department__association"}

    lease = SubFactory(LeaseFactory)
    association = SelfAttribute("lease.association")
    tenant = SubFactory(TenantFactory, association=SelfAttribute("..association"))
    starts_on = SelfAttribute("lease.starts_on")


class HouseholdFactsFactory(RootedFactory[HouseholdFacts]):
    class Meta:
        model = HouseholdFacts

    _rooted: ClassVar[dict[str, str]] = {"association": "lease__tenancy__department__association"}

    lease = SubFactory(LeaseFactory)
    association = SelfAttribute("lease.association")
    occurred_on = dt.date(2026, 10, 20)
    recorded_at = NOW


class SavedLayoutFactory(DjangoModelFactory[SavedLayout]):
    class Meta:
        model = SavedLayout

    code = Sequence(lambda n: f"layout-{n}")
    name = Sequence(lambda n: f"Layout {n}")
    definition = LazyAttribute(lambda _: {})


class DeliveryFactory(DjangoModelFactory[Delivery]):
    """A checked list; `is_applied=True` for one that was received. It has a file's name and no file."""

    class Meta:
        model = Delivery

    class Params:
        is_applied = Trait(status=DeliveryStatus.APPLIED, applied_at=NOW, applied_by=SelfAttribute("received_by"))

    association = SubFactory(HousingAssociationFactory)
    sender = SelfAttribute("association.organisation")
    as_of = dt.date(2026, 10, 20)
    layout = "kab"
    file_name = "restance.csv"
    file = "deliveries/restance.csv"
    sha256 = Sequence(lambda n: f"{n:064x}")
    received_at = LazyAttribute(lambda delivery: at(delivery.as_of, 14))
    received_by = SubFactory(UserFactory)


class DeliveryWorkFactory(DjangoModelFactory[DeliveryWork]):
    """A list the worker is reading."""

    class Meta:
        model = DeliveryWork

    delivery = SubFactory(DeliveryFactory, status=DeliveryStatus.READING)
    association = SelfAttribute("delivery.association")
    asked_at = SelfAttribute("delivery.received_at")
    asked_by = SelfAttribute("delivery.received_by")
    membership_id = 1
    phase = WorkPhase.READING
    done, total = 12_000, 40_000
    began_at = SelfAttribute("asked_at")
    told_at = SelfAttribute("asked_at")


class DeliveryProblemFactory(DjangoModelFactory[DeliveryProblem]):
    class Meta:
        model = DeliveryProblem

    delivery = SubFactory(DeliveryFactory)
    association = SelfAttribute("delivery.association")
    line = 2
    severity = Severity.FATAL
    code = "amount_unreadable"


class DeliveryRowFactory(DjangoModelFactory[DeliveryRow]):
    class Meta:
        model = DeliveryRow

    delivery = SubFactory(DeliveryFactory)
    association = SelfAttribute("delivery.association")
    line = Sequence(lambda n: n + 2)
    change = Change.NEW
    tenancy_number = Sequence(lambda n: f"{n:05d}-1")


class ArrearsWarningFactory(RootedFactory[ArrearsWarning]):
    """A line of a received list that passed no gate; `gate_basis=GateBasis.AGREEMENT` for a shared one."""

    class Meta:
        model = ArrearsWarning

    _rooted: ClassVar[dict[str, str]] = {
        "association": "lease__tenancy__department__association",
        "municipality": "lease__tenancy__department__municipality",
        "tenancy": "lease__tenancy",
    }

    lease = SubFactory(LeaseFactory)
    tenancy = SelfAttribute("lease.tenancy")
    association = SelfAttribute("lease.association")
    municipality = SelfAttribute("lease.municipality")
    as_of = dt.date(2026, 10, 20)
    as_of_year = LazyAttribute(lambda warning: warning.as_of.year)
    delivery = SubFactory(
        DeliveryFactory,
        is_applied=True,
        association=SelfAttribute("..association"),
        as_of=SelfAttribute("..as_of"),
    )
    amount = Decimal("15000.00")
    monthly_rent = SelfAttribute("tenancy.monthly_rent")
    step = Step.DEMANDED
    change = Change.NEW
    gate_basis = ""


class ArrearsPositionFactory(DjangoModelFactory[ArrearsPosition]):
    """What is owed by the newest warning; give `warning=` or its parts as `warning__amount=`."""

    class Meta:
        model = ArrearsPosition

    warning = SubFactory(ArrearsWarningFactory)
    tenancy = SelfAttribute("warning.tenancy")
    association = SelfAttribute("warning.association")
    municipality = SelfAttribute("warning.municipality")
    lease = SelfAttribute("warning.lease")
    amount = SelfAttribute("warning.amount")
    monthly_rent = SelfAttribute("warning.monthly_rent")
    step = SelfAttribute("warning.step")
    due_on = SelfAttribute("warning.due_on")
    as_of = SelfAttribute("warning.as_of")
    since_on = SelfAttribute("warning.as_of")
    gate_basis = SelfAttribute("warning.gate_basis")


class ArrearsStatementFactory(RootedFactory[ArrearsStatement]):
    """The association said: paid."""

    class Meta:
        model = ArrearsStatement

    _rooted: ClassVar[dict[str, str]] = {
        "association": "lease__tenancy__department__association",
        "tenancy": "lease__tenancy",
    }

    kind = StatementKind.PAID
    lease = SubFactory(LeaseFactory)
    tenancy = SelfAttribute("lease.tenancy")
    association = SelfAttribute("lease.association")
    as_of = dt.date(2026, 10, 20)
    said_on = dt.date(2026, 11, 22)
    said_at = NOW
    said_by = SubFactory(UserFactory)


class NoticeFactory(RootedFactory[Notice]):
    """A § 92(2) notice."""

    class Meta:
        model = Notice

    _rooted: ClassVar[dict[str, str]] = {
        "association": "lease__tenancy__department__association",
        "municipality": "lease__tenancy__department__municipality",
        "tenancy": "lease__tenancy",
    }

    kind = NoticeKind.SECTION_92_2
    lease = SubFactory(LeaseFactory)
    tenancy = SelfAttribute("lease.tenancy")
    association = SelfAttribute("lease.association")
    municipality = SelfAttribute("lease.municipality")
    filed_on = dt.date(2026, 11, 18)
    received_on = dt.date(2026, 11, 19)
    amount = Decimal("21000.00")
    recorded_by = SubFactory(UserFactory)
    recorded_at = NOW


class SharingAgreementFactory(DjangoModelFactory[SharingAgreement]):
    class Meta:
        model = SharingAgreement

    association = SubFactory(HousingAssociationFactory)
    municipality = SubFactory(MunicipalityFactory)
    from_step = Step.DEMANDED
    fields = LazyAttribute(lambda _: ["name", "address", "amount", "step"])
    legal_basis = "Retssikkerhedsloven § 11 c"
    starts_on = dt.date(2020, 1, 1)


class CodeFactory(DjangoModelFactory[Code]):
    """An entry of a list of its own, beside the code book the migrations load."""

    class Meta:
        model = Code

    list = "test"
    code = Sequence(lambda n: f"code-{n}")
    name_da = Sequence(lambda n: f"Kode {n}")
    name_en = Sequence(lambda n: f"Code {n}")
    position = Sequence(lambda n: n + 1)
    valid_from = dt.date(2010, 1, 1)
    source = "Test"

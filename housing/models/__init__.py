"""The records of the registered world."""

from .associations import Department, DepartmentDwellings, HousingAssociation
from .codes import Code
from .deliveries import (
    ArrearsPosition,
    ArrearsWarning,
    Delivery,
    DeliveryProblem,
    DeliveryRow,
    DeliveryWork,
    SavedLayout,
)
from .gate import Notice, SharingAgreement
from .statements import ArrearsStatement
from .tenancies import HouseholdFacts, Lease, LeaseTenant, Tenancy, Tenant

__all__ = [
    "ArrearsPosition",
    "ArrearsStatement",
    "ArrearsWarning",
    "Code",
    "Delivery",
    "DeliveryProblem",
    "DeliveryRow",
    "DeliveryWork",
    "Department",
    "DepartmentDwellings",
    "HouseholdFacts",
    "HousingAssociation",
    "Lease",
    "LeaseTenant",
    "Notice",
    "SavedLayout",
    "SharingAgreement",
    "Tenancy",
    "Tenant",
]

"""The records of who is who."""

from .access_log import AccessLog
from .memberships import Membership
from .organisations import Municipality, Organisation, OrganisationAdministration, Unit
from .users import User

__all__ = [
    "AccessLog",
    "Membership",
    "Municipality",
    "Organisation",
    "OrganisationAdministration",
    "Unit",
    "User",
]

"""The records of who is who."""

from .access_log import AccessLog
from .background import BackgroundRun, Mail
from .memberships import Membership
from .notifications import Notification
from .organisations import Municipality, Organisation, OrganisationAdministration, Unit
from .users import User

__all__ = [
    "AccessLog",
    "BackgroundRun",
    "Mail",
    "Membership",
    "Municipality",
    "Notification",
    "Organisation",
    "OrganisationAdministration",
    "Unit",
    "User",
]

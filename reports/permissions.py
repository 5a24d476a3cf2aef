"""Who may read which figure: one table, and the way from a person's scope to the records counted for them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed
from accounts.models import Municipality
from accounts.scope import Scope
from housing.models import HousingAssociation

from .enums import Reader
from .figures import FIGURES
from .reach import Place, Reach, of_adviser, of_municipality, of_own_associations

MUNICIPAL = frozenset(
    {Reader.CASEWORKER, Reader.TEAM_LEADER, Reader.EMPLOYMENT_CASEWORKER, Reader.MUNICIPAL_MANAGER, Reader.OPERATOR}
)
ASSOCIATION = frozenset({Reader.ASSOCIATION_MANAGER, Reader.ASSOCIATION_OFFICER})

#: What an association reads: of arrears, notices, steps, evictions and turnaround, never of contacts, help or its
#: outcomes.
OF_ASSOCIATIONS = frozenset(
    {
        "evictions", "evictions_by_cause", "further_grounds", "evictions_by_district", "evictions_by_association",
        "households_evicted", "evictions_per_1000_dwellings", "coverage", "warnings_received", "tenancies_warned",
        "notices_received", "notices_on_time", "turnaround",
    }
)  # fmt: skip
#: What an adviser reads: of their own contacts alone.
OF_ADVISERS = frozenset({"adviser_contacts", "contacts_handed_over"})
#: What the employment administration does not read: what is said to an adviser.
NOT_OF_EMPLOYMENT = OF_ADVISERS

#: Who reads each figure.
READERS: dict[str, frozenset[Reader]] = {
    figure.code: (MUNICIPAL - ({Reader.EMPLOYMENT_CASEWORKER} if figure.code in NOT_OF_EMPLOYMENT else set()))
    | (ASSOCIATION if figure.code in OF_ASSOCIATIONS else set())
    | ({Reader.TENANT_ADVISER} if figure.code in OF_ADVISERS else set())
    for figure in FIGURES
}

#: Those who may narrow the municipality's report to one place. Managers may not: with small counts
#: hidden, what is hidden of one association could be worked out from the whole and the others.
MAY_NARROW = frozenset({Reader.CASEWORKER, Reader.TEAM_LEADER, Reader.EMPLOYMENT_CASEWORKER})

#: Who reads what worked: those inside the municipality. The hardest cases get most help, so that the curves mislead
#: whoever does not know the cases.
OF_CURVES = MUNICIPAL
#: The roles that read the cases behind a number: those who work them, and the municipality's managers.
DRILLING_ROLES: tuple[Role, ...] = (Role.CASEWORKER, Role.TEAM_LEADER, Role.MANAGER)

_READER_OF_ROLE: dict[Role, Reader] = {
    Role.CASEWORKER: Reader.CASEWORKER,
    Role.TEAM_LEADER: Reader.TEAM_LEADER,
    Role.EMPLOYMENT_CASEWORKER: Reader.EMPLOYMENT_CASEWORKER,
    Role.ASSOCIATION_OFFICER: Reader.ASSOCIATION_OFFICER,
    Role.TENANT_ADVISER: Reader.TENANT_ADVISER,
}
#: The roles that have a report at all.
REPORT_ROLES: tuple[Role, ...] = (*_READER_OF_ROLE, Role.MANAGER)

#: The roles that may be inside the municipality, and then read what worked.
CURVE_ROLES: tuple[Role, ...] = (Role.CASEWORKER, Role.TEAM_LEADER, Role.EMPLOYMENT_CASEWORKER, Role.MANAGER)


def reader_of(scope: Scope) -> Reader:
    """The reader a person is in the role they work in; raises NotAllowed for a role without a report."""
    if scope.role == Role.MANAGER:
        return Reader.MUNICIPAL_MANAGER if scope.is_municipal else Reader.ASSOCIATION_MANAGER
    if scope.role not in _READER_OF_ROLE:
        raise NotAllowed(_("This role has no report."))
    return _READER_OF_ROLE[scope.role]


def may_read(reader: Reader, figure_code: str) -> bool:
    """Whether this reader may read the figure at all."""
    return reader in READERS[figure_code]


def may_read_curves(scope: Scope) -> bool:
    """Whether this person may read what worked, and which help."""
    return reader_of(scope) in OF_CURVES


def may_narrow(scope: Scope) -> bool:
    """Whether this person may choose one place in the municipality: an association, a district, a programme."""
    return reader_of(scope) in MAY_NARROW


def may_drill(scope: Scope) -> bool:
    """Whether this person may read the cases behind a number of the municipality's."""
    return scope.is_municipal and scope.role in DRILLING_ROLES


def check_narrow(scope: Scope) -> None:
    """Raise NotAllowed unless the person may choose one place in the municipality."""
    if not may_narrow(scope):
        raise NotAllowed(_("In this role you read the report as a whole, not of one chosen place."))


def reach_of(scope: Scope, place: Place | None = None) -> Reach:
    """The records counted for a person; `place` is one that is visible to them, when they may choose."""
    if place is not None:
        check_narrow(scope)
    if scope.is_municipal:
        return of_municipality(Municipality.objects.get(pk=scope.municipality_id), place)
    if scope.role == Role.TENANT_ADVISER:
        return of_adviser(scope.user_id, scope.user_name, scope.association_ids)
    return of_own_associations(list(HousingAssociation.objects.visible_to(scope).order_by("name", "pk")))


def may_publish(scope: Scope) -> bool:
    """Whether this person proposes and publishes editions: a manager in a municipality."""
    return scope.role == Role.MANAGER and scope.is_municipal


def check_publish(scope: Scope) -> None:
    """Raise NotAllowed unless the person may propose and publish editions."""
    if not may_publish(scope):
        raise NotAllowed(_("Only the municipality's own managers publish its figures."))

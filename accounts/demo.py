"""The eight demo accounts, one per role, named on the login page in demo mode only."""

from __future__ import annotations

import dataclasses

from .enums import Role

#: Works in demo mode only: the accounts are made by `seed_demo`, which refuses to run elsewhere.
DEMO_PASSWORD = "hjemme-i-byen"  # noqa: S105 - no secret, it is printed on the login page


@dataclasses.dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody invented who may log in to the demo."""

    username: str
    name: str
    role: Role
    organisation_code: str


DEMO_ACCOUNTS = (
    DemoAccount("mette", "Mette Holm", Role.CASEWORKER, "101-SOF"),
    DemoAccount("jonas", "Jonas Lindberg", Role.TEAM_LEADER, "101-SOF"),
    DemoAccount("samira", "Samira Haddad", Role.EMPLOYMENT_CASEWORKER, "101-BIF"),
    DemoAccount("karen", "Karen Bruun", Role.TENANT_ADVISER, "FSB"),
    DemoAccount("ole", "Ole Rasmussen", Role.ASSOCIATION_OFFICER, "KAB"),
    DemoAccount("birgit", "Birgit Frandsen", Role.MANAGER, "101"),
    DemoAccount("anders", "Anders Wolff", Role.ADMINISTRATOR, "101"),
    DemoAccount("dorthe", "Dorthe Vang", Role.DATA_PROTECTION_OFFICER, "101"),
)

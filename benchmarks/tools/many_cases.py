"""As many cases as one likes, made by a few statements; one in ten is open, one in four of those has somebody."""

from __future__ import annotations

from django.db import connection, transaction

from accounts.models import User
from accounts.roles import WEB_ROLE
from accounts.scope import Scope
from casework.models import Case
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.housing import DepartmentFactory
from tests.factories.people import make_caseworker, scope_of

# Tenancies, leases and cases in step: the nth of each belongs to the nth of the others. The columns not named are
# those of one case that the factory made.
_GROW = """
CREATE TEMP TABLE growing ON COMMIT DROP AS
SELECT n, nextval(pg_get_serial_sequence('housing_tenancy', 'id')) AS tenancy_id,
       nextval(pg_get_serial_sequence('housing_lease', 'id')) AS lease_id,
       nextval(pg_get_serial_sequence('casework_case', 'id')) AS case_id
FROM generate_series(%(first)s::bigint, %(last)s::bigint) n;
INSERT INTO housing_tenancy (id, association_id, municipality_id, department_id, number, street, postcode, city,
                             monthly_rent)
SELECT g.tenancy_id, t.association_id, t.municipality_id, t.department_id, 'B' || g.n, 'Ruten ' || g.n %% 180, '2700',
       'Brønshøj', 7000 + g.n %% 4000
FROM growing g CROSS JOIN (SELECT * FROM housing_tenancy WHERE id = %(tenancy)s) t;
INSERT INTO housing_lease (id, tenancy_id, association_id, municipality_id, allocation)
SELECT g.lease_id, g.tenancy_id, l.association_id, l.municipality_id, l.allocation
FROM growing g CROSS JOIN (SELECT * FROM housing_lease WHERE id = %(lease)s) l;
"""
_CASES = """
INSERT INTO casework_case ({columns})
SELECT {values} FROM growing g CROSS JOIN (SELECT * FROM casework_case WHERE id = %(case)s) c
"""
#: What differs from case to case; an open one is every tenth.
_OWN = {
    "id": "g.case_id",
    "number": "'B' || g.n",
    "tenancy_id": "g.tenancy_id",
    "lease_id": "g.lease_id",
    "names": "'Ida Holm ' || g.n",
    "search_doc": "'ida holm ' || g.n",
    "triage_key": "date '2026-11-01' + (g.n * 7919 % 60)::int",
    "triage_rule": "'quiet'",
    "triage_due_on": "date '2026-11-01' + (g.n * 7919 % 60)::int",
    "amount": "1000 + g.n % 30000",
    "assigned_to_id": "CASE WHEN g.n % 40 = 0 THEN %(user)s::bigint END",
    "assigned_at": "CASE WHEN g.n % 40 = 0 THEN c.opened_at END",
    "closed_at": "CASE WHEN g.n % 10 > 0 THEN c.opened_at END",
    "closed_on": "CASE WHEN g.n % 10 > 0 THEN c.opened_on END",
    "closed_year": "CASE WHEN g.n % 10 > 0 THEN 2026 END",
    "closed_by_id": "CASE WHEN g.n % 10 > 0 THEN %(user)s::bigint END",
    "housing_outcome": "CASE WHEN g.n % 10 > 0 THEN 'stays' ELSE '' END",
    "contact_outcome": "CASE WHEN g.n % 10 > 0 THEN 'no_need' ELSE '' END",
    "arrears_outcome": "CASE WHEN g.n % 10 > 0 THEN 'paid_self' ELSE '' END",
}
_CONTACTS = """
INSERT INTO casework_contactattempt
    (case_id, municipality_id, occurred_at, mode, part_of_day, is_reached, not_reached_reason, has_appointment,
     wants_no_contact, note, recorded_at, recorded_by_id)
SELECT c.id, c.municipality_id, c.opened_at + make_interval(days => d), 'phone', 'morning', d = 2,
       CASE d WHEN 2 THEN '' ELSE 'no_answer' END, false, false, '', c.opened_at + make_interval(days => d), %(user)s
FROM growing g JOIN casework_case c ON c.id = g.case_id AND c.closed_at IS NULL CROSS JOIN (VALUES (1), (2)) v(d)
"""
#: The indexes of the grown tables that keep no constraint.
_INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i
WHERE i.tablename IN ('housing_tenancy', 'housing_lease', 'casework_case', 'casework_contactattempt')
AND i.schemaname = 'public' AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
AND i.indexdef NOT LIKE 'CREATE UNIQUE%'
"""
#: How many cases one round of statements makes.
ROUND = 100_000


def found_office() -> tuple[User, Scope]:
    """A unit with one caseworker and the case all others are made after."""
    unit = UnitFactory()
    user = make_caseworker(unit)
    CaseFactory(unit=unit, lease__tenancy__department=DepartmentFactory(municipality=unit.municipality), number="B0")
    return user, scope_of(user)


def grow_to(size: int) -> None:
    """Make cases until there are so many, then let the database count what there is.

    The indexes are built once at the end.
    """
    there, model = Case.objects.count(), Case.objects.get(number="B0")
    user = User.objects.get(memberships__organisation=model.unit_id)
    asked = {"user": user.pk, "case": model.pk, "tenancy": model.tenancy_id, "lease": model.lease_id}
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(_INDEXES)
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for first in range(there, size, ROUND):
            _make({**asked, "first": first, "last": min(first + ROUND, size) - 1})
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(f"SET ROLE {WEB_ROLE}")


def _make(asked: dict[str, int]) -> None:
    columns = [field.column for field in Case._meta.concrete_fields]
    values = [_OWN.get(column, f'c."{column}"').replace(" % ", " %% ") for column in columns]
    cases = _CASES.replace("{columns}", ", ".join(f'"{column}"' for column in columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GROW, asked)
        cursor.execute(cases.replace("{values}", ", ".join(values)), asked)
        cursor.execute(_CONTACTS, asked)

"""Sixteen years of cases with what was done on them, as many as one likes, made by a few statements."""

from __future__ import annotations

from django.db import connection, transaction

from accounts.roles import WEB_ROLE
from casework.models import Case
from tests.factories.accounts import UnitFactory, UserFactory
from tests.factories.casework import CaseFactory
from tests.factories.housing import DeliveryFactory, DepartmentFactory

DEPARTMENTS, YEARS = 300, 16
#: How many cases one round of statements makes.
ROUND = 250_000
#: The tables that are filled; their foreign keys and indexes would be half of the making.
_TABLES = (
    "housing_tenancy", "housing_lease", "housing_arrearswarning", "casework_case", "casework_legalcourse",
    "casework_legalstep", "casework_contactattempt", "casework_intervention", "casework_casebackground",
    "casework_eviction",
)  # fmt: skip
_BARE = """
SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', r.relname, c.conname)
FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
WHERE r.relname = ANY (%s) AND c.contype IN ('f', 'x')
"""
_DEPARTMENTS = """
INSERT INTO housing_department (association_id, municipality_id, code, name, lbf_number, district)
SELECT association_id, municipality_id, 'B' || n, 'Afdeling ' || n, '', (1 + n % 10)::text
FROM housing_department, generate_series(1, {departments}) n WHERE id = {department}
"""
#: What differs from case to case, by the column.
_CASE = {
    "id": "g.case_id",
    "number": "'B' || g.n",
    "tenancy_id": "g.tenancy_id",
    "lease_id": "g.lease_id",
    "department_id": "g.department_id",
    "district": "g.district",
    "household_type": "(ARRAY['single','single_parent','couple','couple_children','other','unknown'])[1 + g.n % 6]",
    "has_children": "(ARRAY['yes','no','unknown'])[1 + g.n % 3]",
    "children": "CASE WHEN g.n % 3 = 0 THEN 2 END",
    "cause": "(ARRAY['arrears','arrears','arrears','subletting','house_rules'])[1 + g.n % 5]",
    "opened_on": "g.opened_on",
    "opened_year": "extract(year FROM g.opened_on)::int",
    "opened_at": "g.opened_on::timestamptz + interval '10 hours'",
    "first_warned_on": "g.opened_on - (g.n % 9)::int",
    "first_contact_at": "CASE WHEN g.n % 8 > 0 THEN g.opened_on::timestamptz + make_interval(days => (g.n % 37)::int) END",
    "first_reached_at": "CASE WHEN g.n % 8 > 2 THEN g.opened_on::timestamptz + make_interval(days => (g.n % 61)::int) END",
    "contact_count": "(g.n % 5)::int",
    "closed_at": "CASE WHEN g.n % 10 > 0 THEN g.closed_on::timestamptz END",
    "closed_on": "CASE WHEN g.n % 10 > 0 THEN g.closed_on END",
    "closed_year": "CASE WHEN g.n % 10 > 0 THEN extract(year FROM g.closed_on)::int END",
    "closed_by_id": "CASE WHEN g.n % 10 > 0 THEN {user}::bigint END",
    "housing_outcome": "CASE WHEN g.n % 10 > 0 THEN (ARRAY['stays','stays','stays','moved','evicted'])[1 + g.n % 5] ELSE '' END",
    "contact_outcome": "CASE WHEN g.n % 10 > 0 THEN (ARRAY['helped','no_need','not_reached'])[1 + g.n % 3] ELSE '' END",
    "arrears_outcome": "CASE WHEN g.n % 10 > 0 THEN (ARRAY['paid_self','instalments','open'])[1 + g.n % 3] ELSE '' END",
}
_STATEMENTS = (
    """CREATE TEMP TABLE growing ON COMMIT DROP AS
       SELECT g.*, g.opened_on + 20 + (g.n % 300)::int AS closed_on, d.department_id, d.district FROM (
           SELECT n, date '2010-01-01' + (n * 7919 % (365 * {years}))::int AS opened_on,
                  nextval(pg_get_serial_sequence('housing_tenancy', 'id')) AS tenancy_id,
                  nextval(pg_get_serial_sequence('housing_lease', 'id')) AS lease_id,
                  nextval(pg_get_serial_sequence('casework_case', 'id')) AS case_id
           FROM generate_series({first}::bigint, {last}::bigint) n) g
       JOIN (SELECT id AS department_id, district, row_number() OVER (ORDER BY id) - 1 AS place FROM housing_department) d
       ON d.place = g.n % (SELECT count(*) FROM housing_department)""",
    """INSERT INTO housing_tenancy (id, association_id, municipality_id, department_id, number, street, postcode, city)
       SELECT g.tenancy_id, d.association_id, d.municipality_id, d.id, 'B' || g.n, '', '', ''
       FROM growing g JOIN housing_department d ON d.id = g.department_id""",
    """INSERT INTO housing_lease (id, tenancy_id, association_id, municipality_id, starts_on, allocation)
       SELECT g.lease_id, g.tenancy_id, d.association_id, d.municipality_id, g.opened_on - (g.n % 5000)::int,
              (ARRAY['waiting_list','municipal','exchange'])[1 + g.n % 3]
       FROM growing g JOIN housing_department d ON d.id = g.department_id""",
    "{cases}",
    """INSERT INTO casework_intervention (case_id, municipality_id, kind, responsible_id, starts_on, result, note,
                                          recorded_at, recorded_by_id, version)
       SELECT g.case_id, {municipality}, (ARRAY['grant_81','debt_advice','conversation','budget_advice'])[k],
              {municipality}, g.opened_on + (g.n * k % 50)::int, (ARRAY['granted','ongoing','refused'])[1 + (g.n + k) % 3],
              '', now(), {user}, 1
       FROM growing g, generate_series(1, 4) k""",
    """INSERT INTO casework_contactattempt (case_id, municipality_id, occurred_at, mode, part_of_day, is_reached,
                 not_reached_reason, has_appointment, wants_no_contact, note, recorded_at, recorded_by_id)
       SELECT g.case_id, {municipality}, g.opened_on::timestamptz + make_interval(days => k),
              (ARRAY['phone','letter','home_visit'])[1 + (g.n + k) % 3], (ARRAY['morning','afternoon','evening'])[1 + g.n % 3],
              g.n % 3 = 0, CASE WHEN g.n % 3 = 0 THEN '' ELSE 'no_answer' END, false, false, '', now(), {user}
       FROM growing g, generate_series(1, 2) k""",
    """INSERT INTO casework_legalcourse (case_id, municipality_id, cause, ground, started_on, stage, ended_on, result, version)
       SELECT g.case_id, {municipality}, 'arrears', 1, g.opened_on, 'ended', g.closed_on,
              (ARRAY['paid','settled','carried_out','withdrawn'])[1 + g.n % 4], 1 FROM growing g WHERE g.n % 10 > 0""",
    """INSERT INTO casework_legalstep (course_id, case_id, municipality_id, kind, occurred_on, court, court_case_number,
                 hearing_result, result, source, note, is_void, recorded_at, recorded_by_id)
       SELECT l.id, l.case_id, {municipality}, (ARRAY['demand','rescission','filing'])[k], l.started_on + 10 * k, '', '', '',
              '', 'association', '', false, now(), {user}
       FROM casework_legalcourse l JOIN growing g ON g.case_id = l.case_id, generate_series(1, 3) k WHERE g.n % 3 >= k - 1""",
    """INSERT INTO casework_casebackground (case_id, municipality_id, code)
       SELECT g.case_id, {municipality}, (ARRAY['debt','illness','job_lost'])[1 + g.n % 3] FROM growing g""",
    """INSERT INTO casework_eviction (municipality_id, association_id, department_id, tenancy_id, case_id, occurred_on, year,
                 cause, further_causes, district, household_type, has_children, children, adults, source, recorded_at,
                 recorded_by_id)
       SELECT {municipality}, d.association_id, d.id, g.tenancy_id, g.case_id, g.closed_on,
              extract(year FROM g.closed_on)::int, 'arrears', '{{}}', g.district, 'single', 'no', 0, 1, 'court',
              now(), {user}
       FROM growing g JOIN housing_department d ON d.id = g.department_id WHERE g.n % 10 > 0 AND g.n % 5 = 4""",
    """INSERT INTO housing_arrearswarning (delivery_id, association_id, municipality_id, tenancy_id, lease_id, as_of,
                 as_of_year, amount, step, change, gate_basis)
       SELECT (ARRAY[{deliveries}])[k + 1], d.association_id, d.municipality_id, g.tenancy_id, g.lease_id, g.opened_on - 30 * k,
              extract(year FROM g.opened_on - 30 * k)::int, 9000, 'demanded', 'new', ''
       FROM growing g JOIN housing_department d ON d.id = g.department_id, generate_series(0, 2) k""",
)


def grow(size: int) -> None:
    """Make so many cases: four interventions, two attempts and three warnings to each."""
    model = CaseFactory(unit=UnitFactory(), lease__tenancy__department=DepartmentFactory(district="1"))
    lists = DeliveryFactory.create_batch(3, association=model.association, is_applied=True)
    known = {
        "user": UserFactory().pk,
        "municipality": model.municipality_id,
        "department": model.department_id,
        "deliveries": ", ".join(str(one.pk) for one in lists),
        "departments": DEPARTMENTS,
        "years": YEARS,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(_BARE, [list(_TABLES)])
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        cursor.execute(_DEPARTMENTS.format(**known))
        for first in range(1, size + 1, ROUND):
            _round(model, {**known, "first": first, "last": min(first + ROUND - 1, size)})
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(f"SET ROLE {WEB_ROLE}")


def _round(model: Case, known: dict[str, int | str]) -> None:
    columns = [field.column for field in Case._meta.concrete_fields]
    values = ", ".join(_CASE.get(column, f'c."{column}"').format(**known) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    cases = (
        f"INSERT INTO casework_case ({names}) SELECT {values} FROM growing g"
        f" CROSS JOIN (SELECT * FROM casework_case WHERE id = {model.pk}) c"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement.format(cases=cases, **known))

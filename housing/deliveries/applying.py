"""Writes a compared list: new homes and people, one warning for each tenancy, and what is owed now."""

from __future__ import annotations

from ..models import Delivery
from .sql import run

# Homes and leases nobody knew of. When the tenants moved in is not in a list, so the lease's first day stays
# empty; where a later lease is known it ends the day before that one.
_HOMES = """
CREATE TEMP TABLE arriving ON COMMIT DROP AS
SELECT row_no, tenancy_id IS NULL AS is_new_home, lease_until,
       COALESCE(tenancy_id, nextval((SELECT pg_get_serial_sequence('housing_tenancy', 'id')::regclass))) AS tenancy_id,
       nextval((SELECT pg_get_serial_sequence('housing_lease', 'id')::regclass)) AS lease_id
FROM (SELECT * FROM compared WHERE lease_id IS NULL AND change <> 'ambiguous' ORDER BY tenancy_number) unknown;
ANALYZE arriving;
INSERT INTO housing_tenancy
    (id, association_id, municipality_id, department_id, number, street, postcode, city, monthly_rent)
SELECT arriving.tenancy_id, %(association)s, municipality_id, department_id, tenancy_number, street, postcode, city,
       listed_rent
FROM arriving JOIN compared USING (row_no)
WHERE is_new_home ORDER BY arriving.tenancy_id;
INSERT INTO housing_lease (id, tenancy_id, association_id, municipality_id, starts_on, ends_on, allocation)
SELECT arriving.lease_id, arriving.tenancy_id, %(association)s, municipality_id, NULL, arriving.lease_until, ''
FROM arriving JOIN compared USING (row_no)
ORDER BY arriving.lease_id
"""

# The people of a lease that has none yet. One CPR number is one tenant of the association, on however many leases.
_PEOPLE = """
CREATE TEMP TABLE moving_in ON COMMIT DROP AS
SELECT person.*, COALESCE(arriving.lease_id, compared.lease_id) AS lease_id, tenant.id AS tenant_id
FROM staged_person person
JOIN compared ON compared.row_no = person.row_no AND compared.change <> 'ambiguous'
LEFT JOIN arriving ON arriving.row_no = person.row_no
LEFT JOIN housing_tenant tenant ON tenant.association_id = %(association)s AND tenant.cpr_hash = person.cpr_hash
WHERE arriving.row_no IS NOT NULL
OR NOT EXISTS (SELECT FROM housing_leasetenant part WHERE part.lease_id = compared.lease_id);
ANALYZE moving_in;
CREATE TEMP TABLE newcomer ON COMMIT DROP AS
SELECT nextval((SELECT pg_get_serial_sequence('housing_tenant', 'id')::regclass)) AS tenant_id, somebody.*
FROM (
    SELECT DISTINCT ON (cpr_hash, nameless, nameless_position)
        row_no, position, name, phone, birth_date, cpr_hash, cpr_sealed, cpr_key_version
    FROM (
        SELECT *, CASE WHEN cpr_hash IS NULL THEN row_no END AS nameless,
               CASE WHEN cpr_hash IS NULL THEN position END AS nameless_position
        FROM moving_in WHERE tenant_id IS NULL
    ) unknown
    ORDER BY cpr_hash, nameless, nameless_position, row_no, position
) somebody;
ANALYZE newcomer;
INSERT INTO housing_tenant
    (id, association_id, name, cpr_hash, cpr_sealed, cpr_key_version, birth_date, phone, email, is_address_protected)
SELECT tenant_id, %(association)s, name, cpr_hash, cpr_sealed, cpr_key_version, birth_date, phone, '', false
FROM newcomer ORDER BY tenant_id;
INSERT INTO housing_leasetenant (lease_id, tenant_id, association_id)
SELECT lease_id, tenant_id, %(association)s FROM (
    SELECT lease_id, tenant_id, position FROM moving_in WHERE tenant_id IS NOT NULL
    UNION ALL
    SELECT moving_in.lease_id, newcomer.tenant_id, moving_in.position FROM moving_in JOIN newcomer USING (cpr_hash)
    UNION ALL
    SELECT moving_in.lease_id, newcomer.tenant_id, position FROM moving_in JOIN newcomer USING (row_no, position)
    WHERE moving_in.cpr_hash IS NULL
) part
GROUP BY lease_id, tenant_id
ORDER BY lease_id, min(position)
"""

# What the list knows better about homes and people that are known.
_CHANGES = """
UPDATE housing_tenancy tenancy SET monthly_rent = compared.listed_rent
FROM compared
WHERE compared.tenancy_id = tenancy.id AND compared.change <> 'ambiguous' AND compared.listed_rent IS NOT NULL
AND tenancy.monthly_rent IS DISTINCT FROM compared.listed_rent;
UPDATE housing_tenant tenant SET name = listed.name, phone = listed.phone
FROM (
    SELECT on_lease.tenant_id, COALESCE(NULLIF(person.name, ''), known.name) AS name,
           COALESCE(NULLIF(person.phone, ''), known.phone) AS phone
    FROM staged_person person
    JOIN compared ON compared.row_no = person.row_no AND compared.change <> 'ambiguous'
    JOIN on_lease ON on_lease.row_no = person.row_no AND on_lease.cpr_hash = person.cpr_hash
    JOIN housing_tenant known ON known.id = on_lease.tenant_id
) listed
WHERE tenant.id = listed.tenant_id AND (tenant.name, tenant.phone) IS DISTINCT FROM (listed.name, listed.phone)
"""

_WARNINGS = """
CREATE TEMP TABLE received ON COMMIT DROP AS
SELECT nextval((SELECT pg_get_serial_sequence('housing_arrearswarning', 'id')::regclass)) AS warning_id, warned.*
FROM (
    SELECT compared.row_no, COALESCE(arriving.tenancy_id, compared.tenancy_id) AS tenancy_id,
           COALESCE(arriving.lease_id, compared.lease_id) AS lease_id, compared.municipality_id, compared.amount,
           compared.previous_amount, compared.monthly_rent, compared.step, compared.due_on, compared.demand_sent_on,
           compared.change, compared.gate_basis, compared.since_on
    FROM compared LEFT JOIN arriving ON arriving.row_no = compared.row_no
    WHERE compared.change <> 'ambiguous'
    ORDER BY 2
) warned;
ANALYZE received;
INSERT INTO housing_arrearswarning
    (id, delivery_id, association_id, municipality_id, tenancy_id, lease_id, as_of, as_of_year, amount,
     previous_amount, monthly_rent, step, due_on, demand_sent_on, change, gate_basis)
SELECT warning_id, %(delivery)s, %(association)s, municipality_id, tenancy_id, lease_id, %(as_of)s, %(year)s, amount,
       previous_amount, monthly_rent, step, due_on, demand_sent_on, change, gate_basis
FROM received ORDER BY warning_id
"""


def write_warnings(delivery: Delivery) -> None:
    """Write the homes, people and warnings of the list that was staged and compared last in this transaction."""
    values = {"delivery": delivery.pk, "association": delivery.association_id, "as_of": delivery.as_of}
    for statement in (_HOMES, _PEOPLE, _CHANGES, _WARNINGS):
        run(statement, year=delivery.as_of.year, **values)


def write_open_rows(delivery: Delivery, *, is_applied: bool) -> None:
    """Keep the rows to look at: all of them before the list is received, then those that left or need a person."""
    run(
        """
INSERT INTO housing_deliveryrow
    (delivery_id, association_id, line, change, reason, tenancy_number, department_code, tenants, street, amount,
     previous_amount, step)
SELECT %(delivery)s, %(association)s, compared.line, compared.change, compared.reason, compared.tenancy_number,
       compared.department_code, COALESCE(person.names, ''), compared.street, compared.amount,
       compared.previous_amount, compared.step
FROM compared
LEFT JOIN (
    SELECT row_no, left(string_agg(name, ', ' ORDER BY position), 400) AS names FROM staged_person GROUP BY row_no
) person ON person.row_no = compared.row_no
WHERE NOT %(is_applied)s OR compared.change = 'ambiguous'
UNION ALL
SELECT %(delivery)s, %(association)s, NULL, 'vanished', '', vanished.tenancy_number, department.code,
       COALESCE(person.names, ''), tenancy.street, NULL, vanished.previous_amount, vanished.step
FROM vanished
JOIN housing_tenancy tenancy ON tenancy.id = vanished.tenancy_id
JOIN housing_department department ON department.id = tenancy.department_id
LEFT JOIN (
    SELECT part.lease_id, left(string_agg(tenant.name, ', ' ORDER BY part.id), 400) AS names
    FROM vanished JOIN housing_leasetenant part USING (lease_id)
    JOIN housing_tenant tenant ON tenant.id = part.tenant_id
    GROUP BY part.lease_id
) person ON person.lease_id = vanished.lease_id
ORDER BY 3, 6""",
        delivery=delivery.pk,
        association=delivery.association_id,
        is_applied=is_applied,
    )


def clear_outdated_rows(delivery: Delivery) -> None:
    """Put the parked rows of earlier lists aside that the list in hand speaks of anew."""
    run(
        """
WITH outdated AS (
    DELETE FROM housing_deliveryrow parked USING housing_delivery earlier
    WHERE earlier.id = parked.delivery_id AND earlier.association_id = %(association)s AND earlier.status = 'applied'
    AND earlier.id <> %(delivery)s AND parked.change = 'ambiguous' AND (%(is_complete)s OR EXISTS (
        SELECT FROM staged_row staged WHERE staged.tenancy_number = parked.tenancy_number))
    RETURNING parked.delivery_id
)
UPDATE housing_delivery earlier SET counts = earlier.counts || jsonb_build_object(
    'ambiguous', (earlier.counts->>'ambiguous')::integer - gone.rows,
    'put_aside', COALESCE((earlier.counts->>'put_aside')::integer, 0) + gone.rows)
FROM (SELECT delivery_id, count(*) AS rows FROM outdated GROUP BY delivery_id) gone
WHERE earlier.id = gone.delivery_id""",
        delivery=delivery.pk,
        association=delivery.association_id,
        is_complete=delivery.is_complete,
    )

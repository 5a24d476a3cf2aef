"""The floor: rows that are finished already, written to the six real tables with all their constraints."""

from __future__ import annotations

from django.db import connection, transaction

from housing.models import Delivery

#: How far the keys of the copy lie from those it was made of.
APART = 1_000_000_000

_COPY = """
INSERT INTO housing_tenancy
    (id, association_id, municipality_id, department_id, number, street, postcode, city, monthly_rent)
SELECT id + %(apart)s, %(association)s, municipality_id, department_id, number, street, postcode, city, monthly_rent
FROM housing_tenancy WHERE association_id = %(source)s ORDER BY id;
INSERT INTO housing_lease (id, tenancy_id, association_id, municipality_id, allocation)
SELECT id + %(apart)s, tenancy_id + %(apart)s, %(association)s, municipality_id, ''
FROM housing_lease WHERE association_id = %(source)s ORDER BY id;
INSERT INTO housing_tenant
    (id, association_id, name, cpr_hash, cpr_sealed, cpr_key_version, birth_date, phone, email, is_address_protected)
SELECT id + %(apart)s, %(association)s, name, cpr_hash, cpr_sealed, cpr_key_version, birth_date, phone, '', false
FROM housing_tenant WHERE association_id = %(source)s ORDER BY id;
INSERT INTO housing_leasetenant (id, lease_id, tenant_id, association_id)
SELECT id + %(apart)s, lease_id + %(apart)s, tenant_id + %(apart)s, %(association)s
FROM housing_leasetenant WHERE association_id = %(source)s ORDER BY id;
INSERT INTO housing_arrearswarning
    (id, delivery_id, association_id, municipality_id, tenancy_id, lease_id, as_of, as_of_year, amount, monthly_rent,
     step, due_on, change, gate_basis)
SELECT id + %(apart)s, %(delivery)s, %(association)s, municipality_id, tenancy_id + %(apart)s, lease_id + %(apart)s,
       as_of, as_of_year, amount, monthly_rent, step, due_on, change, ''
FROM housing_arrearswarning WHERE association_id = %(source)s ORDER BY id;
INSERT INTO housing_arrearsposition
    (tenancy_id, association_id, municipality_id, lease_id, warning_id, amount, monthly_rent, step, due_on, as_of,
     since_on, gate_basis, vanished_answer, version)
SELECT tenancy_id + %(apart)s, %(association)s, municipality_id, lease_id + %(apart)s, warning_id + %(apart)s, amount,
       monthly_rent, step, due_on, as_of, since_on, '', '', 1
FROM housing_arrearsposition WHERE association_id = %(source)s ORDER BY tenancy_id
"""


@transaction.atomic
def insert_finished_rows(source_id: int, delivery: Delivery) -> None:
    """Copy what a first load wrote for one association to another, in six plain statements and nothing else."""
    values = {
        "apart": APART,
        "source": source_id,
        "association": delivery.association_id,
        "delivery": delivery.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COPY, values)

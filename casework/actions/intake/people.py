"""The people of the cases a list opens: the tenants of the lease, as the municipality knows them."""

from __future__ import annotations

import datetime as dt

from housing.deliveries.sql import run

# A tenant already held to be somebody keeps that person; else a person with the same CPR number (whoever that one
# turned out to be), else a new one.
# CPR number, phone and e-mail come along only where the sharing agreement covers them.
_PEOPLE = """
DROP TABLE IF EXISTS pg_temp.involved, pg_temp.known_person, pg_temp.unknown_person;
CREATE TEMP TABLE involved ON COMMIT DROP AS
SELECT opening.new_case_id AS case_id, opening.municipality_id, part.tenant_id, tenant.name, tenant.birth_date,
       tenant.is_address_protected, link.person_id AS linked_id,
       CASE WHEN 'cpr' = ANY(agreement.fields) THEN tenant.cpr_hash END AS cpr_hash,
       CASE WHEN 'cpr' = ANY(agreement.fields) THEN tenant.cpr_sealed END AS cpr_sealed,
       CASE WHEN 'cpr' = ANY(agreement.fields) THEN tenant.cpr_key_version END AS cpr_key_version,
       CASE WHEN 'contact' = ANY(agreement.fields) THEN tenant.phone ELSE '' END AS phone,
       CASE WHEN 'contact' = ANY(agreement.fields) THEN tenant.email ELSE '' END AS email,
       row_number() OVER (PARTITION BY opening.new_case_id ORDER BY part.id) AS position
FROM opening
JOIN housing_leasetenant part ON part.lease_id = opening.lease_id
    AND (part.starts_on IS NULL OR part.starts_on <= opening.as_of)
    AND (part.ends_on IS NULL OR part.ends_on >= opening.as_of)
JOIN housing_tenant tenant ON tenant.id = part.tenant_id
LEFT JOIN housing_sharingagreement agreement ON opening.gate_basis = 'agreement'
    AND agreement.association_id = tenant.association_id AND agreement.municipality_id = opening.municipality_id
    AND agreement.starts_on <= opening.as_of AND (agreement.ends_on IS NULL OR agreement.ends_on >= opening.as_of)
LEFT JOIN casework_persontenant link ON link.tenant_id = tenant.id
    AND link.municipality_id = opening.municipality_id AND link.unlinked_at IS NULL;
ANALYZE involved;
CREATE TEMP TABLE known_person ON COMMIT DROP AS
SELECT DISTINCT ON (known.municipality_id, known.cpr_hash) known.municipality_id, known.cpr_hash,
       COALESCE(known.merged_into_id, known.id) AS person_id
FROM involved
JOIN casework_person known
    ON known.municipality_id = involved.municipality_id AND known.cpr_hash = involved.cpr_hash
WHERE involved.linked_id IS NULL
ORDER BY known.municipality_id, known.cpr_hash, known.merged_into_id IS NOT NULL, known.id;
ANALYZE known_person;
CREATE TEMP TABLE unknown_person ON COMMIT DROP AS
SELECT nextval((SELECT pg_get_serial_sequence('casework_person', 'id')::regclass)) AS person_id, somebody.*
FROM (
    SELECT DISTINCT ON (municipality_id, identity) municipality_id,
           COALESCE(cpr_hash, int8send(tenant_id)) AS identity, name, cpr_hash, cpr_sealed, cpr_key_version,
           birth_date, phone, email, is_address_protected
    FROM involved
    WHERE linked_id IS NULL AND NOT EXISTS (
        SELECT FROM known_person known
        WHERE known.municipality_id = involved.municipality_id AND known.cpr_hash = involved.cpr_hash)
    ORDER BY municipality_id, identity, tenant_id
) somebody;
INSERT INTO casework_person
    (id, municipality_id, name, cpr_hash, cpr_sealed, cpr_key_version, birth_date, phone, email, interpreter,
     is_address_protected, version)
SELECT person_id, municipality_id, name, cpr_hash, cpr_sealed, cpr_key_version, birth_date, phone, email, '',
       is_address_protected, 1
FROM unknown_person ORDER BY person_id;
DROP TABLE IF EXISTS pg_temp.identified;
CREATE TEMP TABLE identified ON COMMIT DROP AS
SELECT involved.case_id, involved.municipality_id, involved.tenant_id, involved.position, involved.linked_id,
       COALESCE(involved.linked_id, unknown_person.person_id, known.person_id) AS person_id
FROM involved
LEFT JOIN unknown_person ON involved.linked_id IS NULL
    AND unknown_person.municipality_id = involved.municipality_id
    AND unknown_person.identity = COALESCE(involved.cpr_hash, int8send(involved.tenant_id))
LEFT JOIN known_person known
    ON known.municipality_id = involved.municipality_id AND known.cpr_hash = involved.cpr_hash;
INSERT INTO casework_persontenant (person_id, tenant_id, municipality_id, linked_at)
SELECT DISTINCT person_id, tenant_id, municipality_id, %(now)s::timestamptz
FROM identified WHERE linked_id IS NULL;
INSERT INTO casework_caseperson (case_id, person_id, municipality_id, role, position)
SELECT case_id, person_id, municipality_id, 'tenant', min(position)
FROM identified GROUP BY case_id, person_id, municipality_id
"""


def add_people(*, now: dt.datetime) -> None:
    """Put the tenants on the cases that were opened last in this transaction."""
    run(_PEOPLE, now=now)

"""What has become of each tenancy's arrears since the list before, by amount alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from .sql import first, run

# The tenancies of the list that are known, each with its lease on the day of the list.
_KNOWN = """
CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT staged.row_no, tenancy.id AS tenancy_id, tenancy.department_id, tenancy.municipality_id,
       tenancy.monthly_rent AS known_rent, lease.id AS lease_id,
       CASE WHEN lease.id IS NULL THEN (
           SELECT min(later.starts_on) - 1 FROM housing_lease later
           WHERE later.tenancy_id = tenancy.id AND later.starts_on > %(as_of)s
       ) END AS lease_until,
       lease.id IS NULL AND EXISTS (
           SELECT FROM housing_lease ended WHERE ended.tenancy_id = tenancy.id AND ended.ends_on < %(as_of)s
       ) AS is_lease_ended
FROM staged_row staged
JOIN housing_tenancy tenancy ON tenancy.association_id = %(association)s AND tenancy.number = staged.tenancy_number
LEFT JOIN housing_lease lease ON lease.tenancy_id = tenancy.id
    AND (lease.starts_on IS NULL OR lease.starts_on <= %(as_of)s)
    AND (lease.ends_on IS NULL OR lease.ends_on >= %(as_of)s);
ANALYZE known
"""

# Somebody is the same by CPR number where both have one under the same key, else by name.
_STRANGERS = """
CREATE TEMP TABLE on_lease ON COMMIT DROP AS
SELECT known.row_no, tenant.id AS tenant_id, lower(tenant.name) AS name, tenant.cpr_hash, tenant.cpr_key_version,
       tenant.phone
FROM known
JOIN housing_leasetenant part ON part.lease_id = known.lease_id
    AND (part.starts_on IS NULL OR part.starts_on <= %(as_of)s)
    AND (part.ends_on IS NULL OR part.ends_on >= %(as_of)s)
JOIN housing_tenant tenant ON tenant.id = part.tenant_id;
ANALYZE on_lease;
CREATE TEMP TABLE stranger ON COMMIT DROP AS
SELECT DISTINCT person.row_no
FROM staged_person person
JOIN known ON known.row_no = person.row_no
WHERE EXISTS (SELECT FROM housing_leasetenant part WHERE part.lease_id = known.lease_id)
AND NOT EXISTS (
    SELECT FROM on_lease same
    WHERE same.row_no = person.row_no
    AND CASE WHEN same.cpr_key_version = person.cpr_key_version THEN same.cpr_hash = person.cpr_hash
        ELSE same.name = lower(person.name) END
);
ANALYZE stranger
"""

# The newest notice of a lease opens the gate for the arrears it spoke of, not for later ones:
# it must have come after the lease last stopped owing, or while it owes without a break.
_COMPARED = """
CREATE TEMP TABLE compared ON COMMIT DROP AS
SELECT staged.row_no, staged.line, staged.tenancy_number, staged.department_code, staged.street, staged.postcode,
       staged.city, staged.amount, staged.step, staged.due_on, staged.demand_sent_on,
       staged.monthly_rent AS listed_rent, COALESCE(staged.monthly_rent, known.known_rent) AS monthly_rent,
       known.tenancy_id, known.lease_id, known.lease_until, department.id AS department_id,
       department.municipality_id, settled.reason,
       CASE WHEN settled.reason > '' THEN 'ambiguous'
            WHEN NOT settled.is_owing THEN 'new'
            WHEN staged.amount > position.amount THEN 'risen'
            WHEN staged.amount < position.amount THEN 'fallen'
            ELSE 'unchanged' END AS change,
       CASE WHEN settled.is_owing THEN position.amount END AS previous_amount,
       CASE WHEN settled.is_owing THEN position.since_on ELSE %(as_of)s END AS since_on,
       CASE WHEN settled.reason > '' THEN ''
            WHEN agreement.id IS NOT NULL THEN 'agreement'
            WHEN settled.is_owing AND notice.received_on >= position.since_on THEN notice.kind
            WHEN settled.is_owing AND position.gate_basis IN ('s92_2', 'court') THEN position.gate_basis
            WHEN NOT settled.is_owing AND notice.received_on > COALESCE(settled.since, '-infinity') THEN notice.kind
            ELSE '' END AS gate_basis
FROM staged_row staged
LEFT JOIN known ON known.row_no = staged.row_no
LEFT JOIN housing_department listed
    ON listed.association_id = %(association)s AND listed.code = staged.department_code
LEFT JOIN housing_department department ON department.id = COALESCE(known.department_id, listed.id)
LEFT JOIN housing_arrearsposition position ON position.tenancy_id = known.tenancy_id
LEFT JOIN stranger ON stranger.row_no = staged.row_no
LEFT JOIN housing_housingassociation other ON lower(other.code) = lower(staged.association_code)
    AND other.organisation_id <> %(association)s
LEFT JOIN housing_sharingagreement agreement ON agreement.association_id = %(association)s
    AND agreement.municipality_id = department.municipality_id
    AND agreement.starts_on <= %(as_of)s AND (agreement.ends_on IS NULL OR agreement.ends_on >= %(as_of)s)
    AND array_position(%(steps)s::text[], agreement.from_step::text)
        <= array_position(%(steps)s::text[], staged.step::text)
LEFT JOIN (
    SELECT DISTINCT ON (lease_id) lease_id, kind, received_on FROM housing_notice
    WHERE association_id = %(association)s ORDER BY lease_id, received_on DESC, id DESC
) notice ON notice.lease_id = known.lease_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN other.organisation_id IS NOT NULL THEN 'association_differs'
                WHEN listed.id IS NULL AND (known.tenancy_id IS NULL OR staged.department_code > '')
                    THEN 'department_unknown'
                WHEN known.department_id <> listed.id THEN 'department_differs'
                WHEN known.is_lease_ended THEN 'lease_ended'
                WHEN stranger.row_no IS NOT NULL THEN 'people_differ'
                ELSE '' END AS reason,
           COALESCE(position.settled_on IS NULL AND position.lease_id = known.lease_id, false) AS is_owing,
           CASE WHEN position.lease_id = known.lease_id THEN position.settled_on END AS since
    OFFSET 0
) settled;
ANALYZE compared
"""

# Missing from a complete list; never because its own line could not be read or was parked. Lines that do not
# even name their tenancy are known by their people; where not all of them are, nobody is held to be missing.
_VANISHED = """
CREATE TEMP TABLE vanished ON COMMIT DROP AS
SELECT position.tenancy_id, position.lease_id, position.municipality_id, position.amount AS previous_amount,
       position.step, position.since_on, position.gate_basis, tenancy.number AS tenancy_number, tenancy.street
FROM housing_arrearsposition position
JOIN housing_tenancy tenancy ON tenancy.id = position.tenancy_id
WHERE %(finds_vanished)s AND position.association_id = %(association)s AND position.settled_on IS NULL
AND NOT EXISTS (SELECT FROM staged_row staged WHERE staged.tenancy_number = tenancy.number)
AND NOT EXISTS (SELECT FROM staged_seen seen WHERE seen.tenancy_number = tenancy.number)
AND NOT EXISTS (
    SELECT FROM staged_seen seen
    JOIN housing_tenant tenant ON tenant.association_id = %(association)s AND tenant.cpr_hash = seen.cpr_hash
    JOIN housing_leasetenant part ON part.tenant_id = tenant.id
    WHERE part.lease_id = position.lease_id);
ANALYZE vanished
"""

_COUNTS = """
SELECT count(*) AS tenancies, COALESCE(sum(amount), 0.00) AS total_arrears,
       count(*) FILTER (WHERE change = 'new') AS new, count(*) FILTER (WHERE change = 'risen') AS risen,
       count(*) FILTER (WHERE change = 'fallen') AS fallen, count(*) FILTER (WHERE change = 'unchanged') AS unchanged,
       (SELECT count(*) FROM vanished) AS vanished, count(*) FILTER (WHERE change = 'ambiguous') AS ambiguous
FROM compared
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Counts:
    """How many tenancies of a list are in which way, and what those that can be read owe (kroner)."""

    tenancies: int
    total_arrears: Decimal
    new: int
    risen: int
    fallen: int
    unchanged: int
    vanished: int
    ambiguous: int


def compare(*, association_id: int, as_of: dt.date, finds_vanished: bool) -> Counts:
    """Set the staged list against what is known of the association, in the tables `compared` and `vanished`.

    A tenancy is *new* when it did not owe before on the same lease, else *risen*, *fallen* or *unchanged*
    by its amount. *Ambiguous* rows say why: `association_differs`, `department_unknown`, `department_differs`,
    `lease_ended`, `people_differ`. Each row carries the basis on which the municipality may see it, empty where
    there is none: a sharing agreement in force on the list's day that covers its step, else a notice about the
    same arrears.
    """
    for statement in (_KNOWN, _STRANGERS, _COMPARED, _VANISHED):
        run(statement, association=association_id, as_of=as_of, finds_vanished=finds_vanished)
    return Counts(**first(_COUNTS))

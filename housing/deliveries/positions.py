"""What each tenancy owes now: written from the newest list, and made anew from all that was said."""

from __future__ import annotations

from ..models import Delivery
from .sql import run

_FROM_LIST = """
UPDATE housing_arrearsposition position
SET municipality_id = received.municipality_id, lease_id = received.lease_id, warning_id = received.warning_id,
    amount = received.amount, monthly_rent = received.monthly_rent, step = received.step, due_on = received.due_on,
    as_of = %(as_of)s, since_on = received.since_on, gate_basis = received.gate_basis, vanished_on = NULL,
    vanished_answer = '', settled_on = NULL, settled_by_id = NULL, version = position.version + 1
FROM received
WHERE position.tenancy_id = received.tenancy_id;
INSERT INTO housing_arrearsposition
    (tenancy_id, association_id, municipality_id, lease_id, warning_id, amount, monthly_rent, step, due_on, as_of,
     since_on, gate_basis, vanished_answer, version)
SELECT tenancy_id, %(association)s, municipality_id, lease_id, warning_id, amount, monthly_rent, step, due_on,
       %(as_of)s, since_on, gate_basis, '', 1
FROM received
WHERE NOT EXISTS (SELECT FROM housing_arrearsposition known WHERE known.tenancy_id = received.tenancy_id)
ORDER BY tenancy_id;
UPDATE housing_arrearsposition position
SET vanished_on = %(as_of)s, settled_on = %(as_of)s, vanished_answer = '', version = position.version + 1
FROM vanished
WHERE position.tenancy_id = vanished.tenancy_id
"""

# The newest warning of each tenancy, since when it has owed without a break, whether a complete list left it out
# afterwards, and what the association said of it afterwards.
_ANEW = """
DROP TABLE IF EXISTS pg_temp.anew;
CREATE TEMP TABLE anew ON COMMIT DROP AS
SELECT newest.*, begun.as_of AS since_on, gone.as_of AS vanished_on, COALESCE(answered.answer, '') AS vanished_answer,
       COALESCE(settled.said_on, gone.as_of) AS settled_on, settled.said_by_id AS settled_by_id
FROM (
    SELECT DISTINCT ON (warning.tenancy_id) warning.*, delivery.applied_at
    FROM housing_arrearswarning warning
    JOIN housing_delivery delivery ON delivery.id = warning.delivery_id AND delivery.status = 'applied'
    WHERE warning.association_id = %(association)s
    ORDER BY warning.tenancy_id, warning.id DESC
) newest
JOIN LATERAL (
    SELECT warning.as_of FROM housing_arrearswarning warning
    JOIN housing_delivery delivery ON delivery.id = warning.delivery_id AND delivery.status = 'applied'
    WHERE warning.lease_id = newest.lease_id AND warning.change = 'new'
    ORDER BY warning.id DESC LIMIT 1
) begun ON true
LEFT JOIN LATERAL (
    SELECT delivery.as_of
    FROM housing_tenancy tenancy
    JOIN housing_deliveryrow missing
        ON missing.association_id = newest.association_id AND missing.tenancy_number = tenancy.number
    JOIN housing_delivery delivery ON delivery.id = missing.delivery_id AND delivery.status = 'applied'
    WHERE tenancy.id = newest.tenancy_id AND missing.change = 'vanished'
    AND (delivery.applied_at, delivery.id) > (newest.applied_at, newest.delivery_id)
    ORDER BY delivery.applied_at, delivery.id LIMIT 1
) gone ON true
LEFT JOIN LATERAL (
    SELECT said.said_on, said.said_by_id FROM housing_arrearsstatement said
    WHERE said.tenancy_id = newest.tenancy_id AND said.kind IN ('paid', 'withdrawn') AND said.undone_at IS NULL
    AND said.said_at >= newest.applied_at
    ORDER BY said.id DESC LIMIT 1
) settled ON true
LEFT JOIN LATERAL (
    SELECT said.answer FROM housing_arrearsstatement said
    WHERE gone.as_of IS NOT NULL AND said.tenancy_id = newest.tenancy_id AND said.kind = 'vanished'
    AND said.undone_at IS NULL AND said.said_at >= newest.applied_at
    ORDER BY said.id DESC LIMIT 1
) answered ON true;
ANALYZE anew;
DELETE FROM housing_arrearsposition position
WHERE position.association_id = %(association)s
AND NOT EXISTS (SELECT FROM anew WHERE anew.tenancy_id = position.tenancy_id);
UPDATE housing_arrearsposition position
SET municipality_id = anew.municipality_id, lease_id = anew.lease_id, warning_id = anew.id, amount = anew.amount,
    monthly_rent = anew.monthly_rent, step = anew.step, due_on = anew.due_on, as_of = anew.as_of,
    since_on = anew.since_on, gate_basis = anew.gate_basis, vanished_on = anew.vanished_on,
    vanished_answer = anew.vanished_answer, settled_on = anew.settled_on, settled_by_id = anew.settled_by_id,
    version = position.version + 1
FROM anew
WHERE position.tenancy_id = anew.tenancy_id
AND (position.warning_id, position.since_on, position.vanished_on, position.vanished_answer, position.settled_on,
     position.settled_by_id)
    IS DISTINCT FROM
    (anew.id, anew.since_on, anew.vanished_on, anew.vanished_answer, anew.settled_on, anew.settled_by_id);
INSERT INTO housing_arrearsposition
    (tenancy_id, association_id, municipality_id, lease_id, warning_id, amount, monthly_rent, step, due_on, as_of,
     since_on, gate_basis, vanished_on, vanished_answer, settled_on, settled_by_id, version)
SELECT tenancy_id, association_id, municipality_id, lease_id, id, amount, monthly_rent, step, due_on, as_of, since_on,
       gate_basis, vanished_on, vanished_answer, settled_on, settled_by_id, 1
FROM anew
WHERE NOT EXISTS (SELECT FROM housing_arrearsposition known WHERE known.tenancy_id = anew.tenancy_id)
"""


def write_positions(delivery: Delivery) -> None:
    """Set what is owed to what the list says that was just written; who left the list no longer counts as owing."""
    run(_FROM_LIST, association=delivery.association_id, as_of=delivery.as_of)


def recompute_positions(association_id: int) -> None:
    """Make the positions of an association anew from the warnings of the lists received and what was said since.

    Writes only what differs. A tenancy whose warnings were all undone has no position.
    """
    run(_ANEW, association=association_id)

"""The one writer of what is derived on an instalment plan: what is paid, what is next, and since when one is missed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

_WRITE = """
UPDATE casework_instalmentplan plan
SET paid = counted.paid, next_due_on = counted.next_due_on, missed_since = counted.missed_since
FROM (
    SELECT chosen.id, told.paid, min(instalment.due_on) AS next_due_on,
           min(instalment.due_on) FILTER (WHERE instalment.missed_on IS NOT NULL) AS missed_since
    FROM casework_instalmentplan chosen
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(payment.amount), 0) AS paid FROM casework_instalmentpayment payment
        WHERE payment.plan_id = chosen.id AND NOT payment.is_void
        AND NOT EXISTS (SELECT FROM casework_instalmentpayment later WHERE later.corrects_id = payment.id)
    ) told
    LEFT JOIN casework_instalment instalment
        ON instalment.plan_id = chosen.id AND instalment.running_total > told.paid
    WHERE chosen.id = ANY(%(ids)s)
    GROUP BY chosen.id, told.paid
) counted
WHERE plan.id = counted.id
AND (plan.paid, plan.next_due_on, plan.missed_since)
    IS DISTINCT FROM (counted.paid, counted.next_due_on, counted.missed_since)
"""


def refresh_plans(plan_ids: Iterable[int]) -> None:
    """Derive plans anew from their instalments and payments, in one statement whatever their number.

    Payments cover the instalments in their order; `next_due_on` is the day of the first that is not covered
    whole, and `missed_since` that of the first among those a list showed to be missed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"ids": sorted(set(plan_ids))})

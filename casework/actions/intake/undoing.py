"""Takes a whole list back while nobody has built on it; nothing is deleted that anybody may have seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from housing.deliveries.positions import recompute_positions
from housing.deliveries.records import received_after
from housing.deliveries.sql import column, first, lock_association, run
from housing.enums import DeliveryStatus
from housing.models import Delivery
from housing.permissions import check_deliver

from ... import derived
from ...enums import EventKind
from .missing import forget_missed

#: What happens to a case without anybody of the municipality attending to it.
_FROM_LISTS = [
    EventKind.REFRESHED,
    EventKind.VANISHED,
    EventKind.INSTALMENT_MISSED,
    EventKind.PAID,
    EventKind.WARNING_WITHDRAWN,
    EventKind.STATEMENT_UNDONE,
    EventKind.LIST_UNDONE,
]


class CannotUndo(Refused):
    """Somebody has built on the list."""


# What the list did to each case, by the events it left there. The cases are then held still.
_TOLD = """
DROP TABLE IF EXISTS pg_temp.told;
CREATE TEMP TABLE told ON COMMIT DROP AS
WITH lease AS MATERIALIZED (
    SELECT lease_id FROM housing_arrearswarning WHERE delivery_id = %(delivery)s
    UNION
    SELECT position.lease_id
    FROM housing_deliveryrow missing
    JOIN housing_tenancy tenancy
        ON tenancy.association_id = missing.association_id AND tenancy.number = missing.tenancy_number
    JOIN housing_arrearsposition position ON position.tenancy_id = tenancy.id
    WHERE missing.delivery_id = %(delivery)s AND missing.change = 'vanished'
)
SELECT touched.id AS case_id, touched.municipality_id, event.id AS event_id, event.kind, event.detail,
       event.recorded_at
FROM lease
JOIN casework_case touched ON touched.lease_id = lease.lease_id
JOIN casework_caseevent event ON event.case_id = touched.id
WHERE event.kind IN ('opened', 'reopened', 'refreshed', 'vanished')
AND event.detail->'delivery' = to_jsonb(%(delivery)s::bigint);
ANALYZE told;
SELECT id FROM casework_case WHERE id IN (SELECT case_id FROM told) ORDER BY id FOR NO KEY UPDATE
"""

_IS_BUILT_ON = """
SELECT EXISTS (
    SELECT FROM told JOIN casework_caseevent later ON later.case_id = told.case_id AND later.id > told.event_id
    WHERE told.kind IN ('opened', 'reopened') AND later.kind <> ALL(%(from_lists)s::text[])
) AS is_built_on
"""

# Steps the list recorded on courses that were there before are taken back; a course it started ends "withdrawn".
_COURSES = """
DROP TABLE IF EXISTS pg_temp.taken_back;
CREATE TEMP TABLE taken_back ON COMMIT DROP AS
SELECT course.id AS course_id, course.case_id, course.municipality_id, told.recorded_at,
       told.kind = 'opened' OR (told.detail->>'started_course')::bigint IS NOT DISTINCT FROM course.id AS is_started
FROM told
JOIN casework_legalcourse course ON course.case_id = told.case_id AND course.cause = 'arrears'
WHERE course.ended_on IS NULL;
INSERT INTO casework_legalstep
    (course_id, case_id, municipality_id, kind, occurred_on, court, court_case_number, hearing_result, result, source,
     note, corrects_id, is_void, recorded_at, recorded_by_id)
SELECT step.course_id, step.case_id, step.municipality_id, step.kind, step.occurred_on, '', '', '', '', 'list', '',
       step.id, true, %(now)s, %(user)s
FROM taken_back
JOIN casework_legalstep step ON step.course_id = taken_back.course_id AND step.source = 'list'
    AND step.recorded_at = taken_back.recorded_at
WHERE NOT taken_back.is_started
AND NOT EXISTS (SELECT FROM casework_legalstep later WHERE later.corrects_id = step.id)
ORDER BY step.id;
INSERT INTO casework_legalstep
    (course_id, case_id, municipality_id, kind, occurred_on, court, court_case_number, hearing_result, result, source,
     note, is_void, recorded_at, recorded_by_id)
SELECT course_id, case_id, municipality_id, 'ended', %(today)s, '', '', '', 'withdrawn', 'list', '', false, %(now)s,
       %(user)s
FROM taken_back WHERE is_started ORDER BY course_id
"""

_CASES = """
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT case_id, municipality_id, 'list_undone', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_build_object('delivery', %(delivery)s, 'as_of', %(as_of)s::date, 'did', kind)
FROM told ORDER BY event_id;
UPDATE casework_case refreshed
SET amount = (told.detail->>'previous_amount')::numeric, amount_as_of = (told.detail->>'previous_as_of')::date
FROM told
WHERE told.kind IN ('refreshed', 'reopened') AND refreshed.id = told.case_id AND refreshed.amount_as_of = %(as_of)s;
UPDATE casework_case reopened
SET closed_at = (told.detail->>'closed_at')::timestamptz, closed_on = (told.detail->>'closed_on')::date,
    closed_year = EXTRACT(YEAR FROM (told.detail->>'closed_on')::date),
    closed_by_id = (told.detail->>'closed_by')::bigint,
    housing_outcome = told.detail->>'housing_outcome', contact_outcome = told.detail->>'contact_outcome',
    arrears_outcome = told.detail->>'arrears_outcome',
    amount_at_closing = (told.detail->>'amount_at_closing')::numeric,
    step_at_closing = told.detail->>'step_at_closing', reopened_count = reopened.reopened_count - 1,
    version = reopened.version + 1
FROM told
WHERE told.kind = 'reopened' AND reopened.id = told.case_id;
UPDATE casework_case opened
SET closed_at = %(now)s, closed_on = %(today)s, closed_year = %(year)s, closed_by_id = %(user)s,
    housing_outcome = 'unknown', contact_outcome = 'mistake', arrears_outcome = 'none',
    amount_at_closing = 0, step_at_closing = '', version = opened.version + 1
FROM told
WHERE told.kind = 'opened' AND opened.id = told.case_id;
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT case_id, municipality_id, 'closed', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_build_object('housing_outcome', 'unknown', 'contact_outcome', 'mistake', 'arrears_outcome', 'none')
FROM told WHERE kind = 'opened' ORDER BY event_id
"""

# The rent the list gave goes back to what the list before said, where nobody has changed it since.
_RENT = """
UPDATE housing_tenancy tenancy SET monthly_rent = position.monthly_rent
FROM housing_arrearswarning warning
JOIN housing_arrearsposition position ON position.tenancy_id = warning.tenancy_id
WHERE warning.delivery_id = %(delivery)s AND tenancy.id = warning.tenancy_id
AND tenancy.monthly_rent = warning.monthly_rent AND position.monthly_rent IS NOT NULL
AND tenancy.monthly_rent IS DISTINCT FROM position.monthly_rent
"""


@transaction.atomic
def undo_list(delivery: Delivery, *, by: Scope, now: dt.datetime) -> Delivery:
    """Take a received list back: what is owed is again what the lists before it say.

    Possible while it is the association's newest list and no caseworker has worked on a case it opened.
    Nothing is deleted: its warnings stay and no longer count, homes and tenants stay known, the cases it
    opened are closed as opened by mistake with their course withdrawn, those it reopened are closed as
    they were, steps it recorded are taken back, and instalments it found missed are waited for again.
    The same file may be sent again.
    """
    check_deliver(by, delivery.association_id)
    lock_association(delivery.association_id)
    current = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    _check_newest(current)
    values = {"delivery": current.pk, "as_of": current.as_of}
    run(_TOLD, **values)
    if first(_IS_BUILT_ON, from_lists=list(_FROM_LISTS))["is_built_on"]:
        raise CannotUndo(_("The municipality has taken up cases from this list, so it cannot be undone."))
    today = timezone.localdate(now)
    who = {"user": by.user_id, "name": by.user_name, "organisation": by.organisation_name}
    for statement in (_COURSES, _CASES):
        run(statement, now=now, today=today, year=today.year, **who, **values)
    forgotten = forget_missed(current, by=by, now=now)
    current.status = DeliveryStatus.UNDONE
    current.undone_at, current.undone_by_id = now, by.user_id
    current.save(update_fields=["status", "undone_at", "undone_by"])
    recompute_positions(current.association_id)
    run(_RENT, delivery=current.pk)
    current.rows.all().delete()
    derived.refresh([*column("SELECT DISTINCT case_id FROM told"), *forgotten], today=today)
    return current


def _check_newest(delivery: Delivery) -> None:
    if delivery.status != DeliveryStatus.APPLIED:
        raise CannotUndo(_("This list has not been received, so there is nothing to undo."))
    if received_after(delivery).exists():
        raise CannotUndo(_("A newer list has been received. Undo that one first."))

"""The statements by which what is derived on cases is read and written, any number of cases at a time."""

#: Holds the cases still, always in the same order; what is read afterwards counts all that others wrote before.
LOCK = "SELECT FROM casework_case WHERE id = ANY(%(ids)s) ORDER BY id FOR NO KEY UPDATE"

#: Each step of each course; a course without steps gives one line.
COURSES = """
SELECT c.id, c.case_id, c.cause, c.started_on, c.stage, c.ended_on, c.result,
       s.id, s.kind, s.occurred_on, s.takes_place_at, s.hearing_result, s.result, s.corrects_id, s.is_void
FROM casework_legalcourse c LEFT JOIN casework_legalstep s ON s.course_id = c.id
WHERE c.case_id = ANY(%(ids)s)
"""

#: The municipalities' lead days in force on a day.
LEAD_DAYS = """
SELECT municipality_id, rule, days FROM casework_leaddays
WHERE starts_on <= %(today)s AND (ends_on IS NULL OR ends_on >= %(today)s)
"""

FACTS = """
SELECT c.id, c.municipality_id, c.cause, c.closed_at IS NOT NULL, c.opened_on, c.assigned_to_id IS NOT NULL,
       c.has_children = 'yes', c.first_noticed_on, c.follow_up_on, c.number, c.names, c.address, t.number,
       a.first_at, a.last_at, a.first_reached_at, a.last_reached_at, coalesce(a.attempts, 0),
       EXISTS (SELECT FROM casework_intervention i WHERE i.case_id = c.id), e.reopened_at, e.attended_at
FROM casework_case c
JOIN housing_tenancy t ON t.id = c.tenancy_id
LEFT JOIN (
    SELECT case_id, count(*) AS attempts, min(occurred_at) AS first_at, max(occurred_at) AS last_at,
           min(occurred_at) FILTER (WHERE is_reached) AS first_reached_at,
           max(occurred_at) FILTER (WHERE is_reached) AS last_reached_at
    FROM casework_contactattempt WHERE case_id = ANY(%(ids)s) GROUP BY case_id
) a ON a.case_id = c.id
LEFT JOIN (
    SELECT case_id, max(recorded_at) FILTER (WHERE kind = %(reopened)s) AS reopened_at,
           max(recorded_at) FILTER (WHERE kind <> ALL(%(unattended)s)) AS attended_at
    FROM casework_caseevent WHERE case_id = ANY(%(ids)s) GROUP BY case_id
) e ON e.case_id = c.id
WHERE c.id = ANY(%(ids)s)
"""

WRITE_COURSES = """
UPDATE casework_legalcourse AS c SET stage = v.stage, ended_on = v.ended_on, result = v.result
FROM unnest(%s::bigint[], %s::varchar[], %s::date[], %s::varchar[]) AS v(id, stage, ended_on, result)
WHERE c.id = v.id AND (c.stage, c.ended_on, c.result) IS DISTINCT FROM (v.stage, v.ended_on, v.result)
"""

WRITE_CASES = """
UPDATE casework_case AS c SET
    cause = v.cause, stage = v.stage, next_court_at = v.next_court_at, first_contact_at = v.first_contact_at,
    last_contact_at = v.last_contact_at, first_reached_at = v.first_reached_at, contact_count = v.contact_count,
    attended_at = v.attended_at,
    triage_key = v.triage_key, triage_rule = v.triage_rule, triage_due_on = v.triage_due_on,
    search_doc = v.search_doc
FROM unnest(
    %s::bigint[], %s::varchar[], %s::varchar[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[],
    %s::timestamptz[], %s::smallint[], %s::timestamptz[], %s::date[], %s::varchar[], %s::date[], %s::text[]
) AS v(
    id, cause, stage, next_court_at, first_contact_at, last_contact_at,
    first_reached_at, contact_count, attended_at, triage_key, triage_rule, triage_due_on, search_doc
)
WHERE c.id = v.id AND (
    c.cause, c.stage, c.next_court_at, c.first_contact_at, c.last_contact_at, c.first_reached_at,
    c.contact_count, c.attended_at, c.triage_key, c.triage_rule, c.triage_due_on, c.search_doc
) IS DISTINCT FROM (
    v.cause, v.stage, v.next_court_at, v.first_contact_at, v.last_contact_at, v.first_reached_at,
    v.contact_count, v.attended_at, v.triage_key, v.triage_rule, v.triage_due_on, v.search_doc
)
"""

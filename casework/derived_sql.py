"""The statements by which what is derived on cases is written, any number of cases at a time."""

#: Holds the cases still, always in the same order; what is read afterwards counts all that others wrote before.
LOCK = "SELECT FROM casework_case WHERE id = ANY(%(ids)s) ORDER BY id FOR NO KEY UPDATE"

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

# A case's deadlines stay the rows they are as long as their rule and subject do: a calendar knows them by that.
WRITE_DEADLINES = """
WITH wanted AS MATERIALIZED (
    SELECT * FROM unnest(
        %(case)s::bigint[], %(municipality)s::bigint[], %(rule)s::varchar[], %(subject)s::bigint[],
        %(started_by)s::varchar[], %(started_on)s::date[], %(due_on)s::date[], %(takes_place_at)s::timestamptz[],
        %(ended_on)s::date[], %(ended_by)s::varchar[]
    ) AS v(
        case_id, municipality_id, rule, subject, started_by, started_on, due_on, takes_place_at, ended_on, ended_by
    )
), standing AS MATERIALIZED (
    SELECT * FROM casework_deadline WHERE case_id = ANY(%(ids)s)
), gone AS (
    DELETE FROM casework_deadline d USING standing s WHERE d.id = s.id AND NOT EXISTS (
        SELECT FROM wanted w WHERE (w.case_id, w.rule, w.subject) = (s.case_id, s.rule, s.subject))
), changed AS (
    UPDATE casework_deadline d
    SET started_by = w.started_by, started_on = w.started_on, due_on = w.due_on, takes_place_at = w.takes_place_at,
        ended_on = w.ended_on, ended_by = w.ended_by, revision = d.revision + 1, changed_at = now()
    FROM wanted w JOIN standing s ON (s.case_id, s.rule, s.subject) = (w.case_id, w.rule, w.subject)
    WHERE d.id = s.id AND (
        s.started_by, s.started_on, s.due_on, s.takes_place_at, s.ended_on, s.ended_by
    ) IS DISTINCT FROM (w.started_by, w.started_on, w.due_on, w.takes_place_at, w.ended_on, w.ended_by)
)
INSERT INTO casework_deadline (
    case_id, municipality_id, rule, subject, started_by, started_on, due_on, takes_place_at, ended_on, ended_by,
    revision, changed_at
)
SELECT w.*, 0, now() FROM wanted w
WHERE NOT EXISTS (SELECT FROM standing s WHERE (s.case_id, s.rule, s.subject) = (w.case_id, w.rule, w.subject))
ORDER BY w.case_id, w.due_on
"""

"""Says of every case when somebody last attended to it, as `casework.derived` says it from now on."""

from django.db import migrations

FILL = """
UPDATE casework_case AS c SET attended_at = e.attended_at
FROM (
    SELECT case_id, max(recorded_at) AS attended_at FROM casework_caseevent
    WHERE kind NOT IN ('refreshed', 'list_undone') GROUP BY case_id
) AS e WHERE e.case_id = c.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_working_the_list"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True)]

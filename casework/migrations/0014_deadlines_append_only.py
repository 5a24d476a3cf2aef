"""Takes from the web the right to change or delete what was recorded about deadlines and after closing."""

from django.db import migrations

from accounts.roles import WEB_ROLE

APPEND_ONLY = "casework_deadlineentry, casework_followup"


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_deadlines")]

    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        )
    ]

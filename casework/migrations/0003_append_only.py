"""Takes from the web the right to change or delete what is only ever added."""

from django.db import migrations

from accounts.roles import WEB_ROLE

APPEND_ONLY = ", ".join(
    [
        "accounts_accesslog",
        "housing_arrearswarning",
        "housing_notice",
        "casework_caseevent",
        "casework_contactattempt",
        "casework_legalstep",
        "casework_note",
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("housing", "0001_initial"),
        ("casework", "0002_statement_undone_event"),
    ]

    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        )
    ]

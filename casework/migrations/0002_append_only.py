"""Takes from the web the right to change or delete what is only ever added."""

from django.db import migrations

from accounts.roles import WEB_ROLE

#: What may be said later of a row that is otherwise only ever added.
LATER = {
    "casework_document": "withdrawn_at, withdrawn_by_id, withdrawn_reason",
    "casework_letter": "sent_on, channel, proof, not_sent_at, not_sent_by_id, not_sent_reason, version",
}
APPEND_ONLY = ", ".join(
    [
        "accounts_accesslog",
        "housing_arrearswarning",
        "housing_notice",
        "casework_caseevent",
        "casework_casesummary",
        "casework_casetransfer",
        "casework_contactattempt",
        "casework_deadlineentry",
        "casework_decidedletter",
        "casework_decision",
        "casework_followup",
        "casework_instalmentpayment",
        "casework_legalstep",
        "casework_letterbatch",
        "casework_lettertemplate",
        "casework_note",
        "casework_personchange",
        "casework_personmergerow",
        "casework_safetynote",
        *LATER,
    ]
)
GRANTS = "; ".join(f"GRANT UPDATE ({columns}) ON {table} TO {WEB_ROLE}" for table, columns in LATER.items())


class Migration(migrations.Migration):
    replaces = [("casework", "0003_append_only"), ("casework", "0014_deadlines_append_only")]
    dependencies = [("casework", "0001_tables")]

    operations = [
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}; {GRANTS}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        )
    ]

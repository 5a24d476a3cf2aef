"""Files and letters of a case; the web may add them, and later only say what became of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.roles import WEB_ROLE

#: What may be said later of a row that is otherwise only ever added.
LATER = {
    "casework_document": "withdrawn_at, withdrawn_by_id, withdrawn_reason",
    "casework_letter": "sent_on, channel, proof, not_sent_at, not_sent_by_id, not_sent_reason, version",
}
ADDED = ", ".join([*LATER, "casework_lettertemplate", "casework_letterbatch"])
GRANTS = "; ".join(f"GRANT UPDATE ({columns}) ON {table} TO {WEB_ROLE}" for table, columns in LATER.items())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0011_fill_attended_at"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="caseevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "Case opened"),
                    ("refreshed", "New arrears list"),
                    ("notice", "Notice received"),
                    ("vanished", "Gone from the arrears list"),
                    ("paid", "Reported paid"),
                    ("warning_withdrawn", "Arrears withdrawn by the association"),
                    ("statement_undone", "Taken back by the association"),
                    ("list_undone", "Arrears list undone"),
                    ("taken", "Taken"),
                    ("assigned", "Handed over"),
                    ("given_back", "Given back"),
                    ("assignment_undone", "Handing over undone"),
                    ("moved", "Moved to another unit"),
                    ("contact", "Contact attempt"),
                    ("intervention", "Intervention"),
                    ("intervention_changed", "Intervention changed"),
                    ("decision_draft", "Draft decision"),
                    ("party_hearing", "Hearing of the party"),
                    ("decision", "Decision"),
                    ("decision_sent", "Decision sent"),
                    ("complaint", "Complaint"),
                    ("complaint_step", "Complaint taken further"),
                    ("guarantee", "Payment guarantee"),
                    ("guarantee_step", "Payment guarantee taken further"),
                    ("note", "Note"),
                    ("course_opened", "Legal course opened"),
                    ("legal_step", "Legal step"),
                    ("legal_step_corrected", "Legal step corrected"),
                    ("eviction", "Eviction recorded"),
                    ("plan_agreed", "Instalment plan agreed"),
                    ("plan_changed", "Instalment plan changed"),
                    ("plan_ended", "Instalment plan ended"),
                    ("payment", "Payment reported"),
                    ("payment_corrected", "Payment corrected"),
                    ("instalment_missed", "Instalment missed"),
                    ("budget", "Budget made"),
                    ("budget_changed", "Budget changed"),
                    ("follow_up", "Follow-up date"),
                    ("background", "Background"),
                    ("household", "Household"),
                    ("people", "People of the home"),
                    ("person_data", "Contact data"),
                    ("representative", "Representative"),
                    ("safety_note", "Safety note"),
                    ("merged", "The same person"),
                    ("transferred", "Moved to another municipality"),
                    ("restricted", "Access restricted"),
                    ("participant", "Access given"),
                    ("summary", "Summary"),
                    ("contact_point", "Number or address"),
                    ("avoided_mode", "Do not contact this way"),
                    ("attendance", "Attendance in court"),
                    ("eviction_check", "Checklist of the eviction"),
                    ("statistics_fact", "For the statistics"),
                    ("document", "Document attached"),
                    ("document_withdrawn", "Document withdrawn"),
                    ("letter", "Letter written"),
                    ("letter_sent", "Letter sent"),
                    ("letter_not_sent", "Letter not sent"),
                    ("case_file", "Case gathered as one PDF"),
                    ("closed", "Case closed"),
                    ("reopened", "Case reopened"),
                ],
                max_length=30,
                verbose_name="event",
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150, verbose_name="what it is")),
                ("file_name", models.CharField(max_length=150, verbose_name="file name")),
                ("file", models.FileField(max_length=255, upload_to="documents/%Y/%m/", verbose_name="file")),
                ("media_type", models.CharField(max_length=100, verbose_name="kind of file")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
                ("recorded_at", models.DateTimeField(verbose_name="attached")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="legalstep",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="casework.document",
            ),
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="letter")),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2, verbose_name="language"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                (
                    "addressee",
                    models.CharField(
                        choices=[("household", "The household"), ("association", "The housing association")],
                        max_length=12,
                        verbose_name="to",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_templates",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(unique=True, verbose_name="token")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.lettertemplate"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient", models.TextField(verbose_name="recipient")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("written_on", models.DateField(verbose_name="date of the letter")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "Post"),
                            ("digital_post", "Digital Post"),
                            ("email", "E-mail without personal data"),
                            ("handed_over", "Handed over in person"),
                        ],
                        max_length=12,
                        verbose_name="sent by",
                    ),
                ),
                ("proof", models.CharField(blank=True, max_length=200, verbose_name="proof or reference")),
                ("not_sent_at", models.DateTimeField(blank=True, null=True, verbose_name="marked as not sent")),
                ("not_sent_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was not sent")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="casework.case"
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letter", to="casework.document"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "not_sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.letterbatch",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.lettertemplate",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "id"], name="casework_document_case"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False), ("withdrawn_reason__gt", "")
                    ),
                    _connector="OR",
                ),
                name="casework_document_withdrawn_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(
                fields=("municipality", "code", "language", "version"), name="casework_letter_template_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["case", "id"], name="casework_letter_case"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batch__isnull", False)),
                fields=("batch", "case"),
                name="casework_letter_once_a_batch",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", ""), ("sent_on__isnull", True)),
                    models.Q(("channel__gt", ""), ("sent_on__isnull", False)),
                    _connector="OR",
                ),
                name="casework_letter_sent_whole",
                violation_error_message="Say how and when the letter was sent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("not_sent_at__isnull", True), ("not_sent_by__isnull", True), ("not_sent_reason", "")),
                    models.Q(
                        ("not_sent_at__isnull", False), ("not_sent_by__isnull", False), ("not_sent_reason__gt", "")
                    ),
                    _connector="OR",
                ),
                name="casework_letter_not_sent_whole",
            ),
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {ADDED} FROM {WEB_ROLE}; {GRANTS}",
            f"GRANT UPDATE, DELETE ON {ADDED} TO {WEB_ROLE}",
        ),
    ]

"""The tables of consents, handovers and covers; what was handed over is only ever added."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable
from accounts.roles import WEB_ROLE

#: What may be said later of a row that is otherwise only ever added.
LATER = {
    "casework_consent": "withdrawn_at, withdrawn_by_id, version",
    "casework_handoverquestion": "answer, answered_at, answered_by_id",
}
APPEND_ONLY = ", ".join(["casework_advisererasure", "casework_handoveritem", *LATER])
GRANTS = "; ".join(f"GRANT UPDATE ({columns}) ON {table} TO {WEB_ROLE}" for table, columns in LATER.items())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("casework", "0002_append_only"),
        ("housing", "0003_newer_code_lists"),
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
                    ("raised", "Raised with the association"),
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
                    ("consent", "Consent given"),
                    ("consent_withdrawn", "Consent withdrawn"),
                    ("handover", "Handover"),
                    ("document", "Document attached"),
                    ("document_withdrawn", "Document withdrawn"),
                    ("letter", "Letter written"),
                    ("letter_sent", "Letter sent"),
                    ("letter_not_sent", "Letter not sent"),
                    ("case_file", "Case gathered as one PDF"),
                    ("deadline", "Deadline"),
                    ("after_closing", "Follow-up after closing"),
                    ("closed", "Case closed"),
                    ("reopened", "Case reopened"),
                ],
                max_length=30,
                verbose_name="event",
            ),
        ),
        CreateTable(
            name="AdviserErasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contact_number", models.BigIntegerField(verbose_name="number of the contact")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("erased_at", models.DateTimeField(verbose_name="erased")),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
            ],
        ),
        CreateTable(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(blank=True, max_length=255, upload_to="shared/%Y/%m/", verbose_name="file")),
                ("file_name", models.CharField(blank=True, max_length=150, verbose_name="file name")),
                ("media_type", models.CharField(blank=True, max_length=100, verbose_name="kind of file")),
                ("size", models.PositiveIntegerField(blank=True, null=True, verbose_name="size in bytes")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="checksum")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="topics"
                    ),
                ),
                (
                    "organisations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="may be shared with"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("paper", "On paper, signed"),
                            ("oral", "Orally, with a witness"),
                            ("digital", "Digitally"),
                        ],
                        max_length=10,
                        verbose_name="how it was given",
                    ),
                ),
                ("witness", models.CharField(blank=True, max_length=150, verbose_name="witness")),
                ("reference", models.CharField(blank=True, max_length=200, verbose_name="where it can be found")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="casework.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="casework.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="housing.tenant",
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
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("case__isnull", False)), fields=["case", "id"], name="casework_consent_case"
                    ),
                    models.Index(
                        condition=models.Q(("tenant__isnull", False)),
                        fields=["tenant", "id"],
                        name="casework_consent_tenant",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", False),
                                ("municipality__isnull", False),
                                ("person__isnull", False),
                                ("association__isnull", True),
                                ("tenant__isnull", True),
                            ),
                            models.Q(
                                ("association__isnull", False),
                                ("tenant__isnull", False),
                                ("case__isnull", True),
                                ("municipality__isnull", True),
                                ("person__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="casework_consent_one_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisations__len__gte", 1), ("topics__len__gte", 1)),
                        name="casework_consent_what_and_whom",
                        violation_error_message="Choose at least one topic and one organisation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="casework_consent_period",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__gt", ""), ("form", "paper")),
                            models.Q(("form", "oral"), ("witness__gt", "")),
                            models.Q(("form", "digital"), ("reference__gt", "")),
                            _connector="OR",
                        ),
                        name="casework_consent_proof",
                        violation_error_message="Attach the signed paper, name the witness, or say where the digital consent can be found.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_consent_withdrawn_pair",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="advisercontacttie",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="casework.consent",
            ),
        ),
        CreateTable(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("from_adviser", "From the tenant adviser to the municipality"),
                            ("from_association", "From the housing association to the municipality"),
                            ("to_adviser", "From the municipality to the tenant adviser"),
                        ],
                        max_length=20,
                        verbose_name="direction",
                    ),
                ),
                ("about_names", models.CharField(max_length=400, verbose_name="about")),
                ("about_address", models.CharField(max_length=300, verbose_name="address")),
                ("is_protected", models.BooleanField(default=False, verbose_name="protected address")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("agreement", "Sharing agreement"),
                            ("s92_2", "Notice on filing"),
                            ("court", "Court notice"),
                            ("consent", "Consent"),
                            ("own_inquiry", "The tenant turned to us"),
                            ("child_concern", "Concern for a child"),
                            ("other", "Other basis"),
                        ],
                        max_length=20,
                        verbose_name="legal basis",
                    ),
                ),
                ("basis_reason", models.CharField(blank=True, max_length=300, verbose_name="reasons")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="topics",
                    ),
                ),
                ("purpose", models.TextField(verbose_name="purpose")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("asked", "The receiver has asked back"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("taken_back", "Taken back"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("answer_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "adviser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="casework.case",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="casework.consent",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="housing.lease"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="housing.tenant",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("case__isnull", False)),
                        fields=["case", "id"],
                        name="casework_handover_case",
                    ),
                    models.Index(
                        condition=models.Q(("case__isnull", True)),
                        fields=["unit", "sent_at", "id"],
                        name="casework_handover_arriving",
                    ),
                    models.Index(fields=["association", "-sent_at", "-id"], name="casework_handover_sent"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "consent"), ("consent__isnull", False)),
                            models.Q(models.Q(("basis", "consent"), _negated=True), ("consent__isnull", True)),
                            _connector="OR",
                        ),
                        name="casework_handover_consent",
                        violation_error_message="A handover on consent names the consent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "other"), _negated=True), ("basis_reason__gt", ""), _connector="OR"
                        ),
                        name="casework_handover_other_basis",
                        violation_error_message="Give the reasons for another basis.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("status__in", ("waiting", "asked")),
                            ),
                            models.Q(
                                models.Q(("status__in", ("waiting", "asked")), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_handover_answered_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True), ("answer_reason__gt", ""), _connector="OR"
                        ),
                        name="casework_handover_declined_why",
                        violation_error_message="Give the reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("adviser__isnull", False),
                                ("case__isnull", False),
                                ("direction", "to_adviser"),
                                ("basis", "consent"),
                            ),
                            models.Q(
                                ("adviser__isnull", True),
                                ("direction__in", ("from_adviser", "from_association")),
                                ("unit__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_handover_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "accepted"), _negated=True), ("case__isnull", False), _connector="OR"
                        ),
                        name="casework_handover_accepted_case",
                    ),
                ],
            },
        ),
        CreateTable(
            name="HandoverItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(blank=True, max_length=255, upload_to="shared/%Y/%m/", verbose_name="file")),
                ("file_name", models.CharField(blank=True, max_length=150, verbose_name="file name")),
                ("media_type", models.CharField(blank=True, max_length=100, verbose_name="kind of file")),
                ("size", models.PositiveIntegerField(blank=True, null=True, verbose_name="size in bytes")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="checksum")),
                (
                    "kind",
                    models.CharField(
                        choices=[("contact", "Adviser contact"), ("document", "Document"), ("fact", "In words")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("occurred_on", models.DateField(blank=True, null=True, verbose_name="date")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="topics",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("source_id", models.BigIntegerField(blank=True, null=True, verbose_name="number of the contact")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.document",
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="casework.handover"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__gt", ""), ("kind", "document")),
                            models.Q(("kind", "fact"), ("text__gt", "")),
                            models.Q(("kind", "contact"), ("occurred_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_handover_item_whole",
                    )
                ]
            },
        ),
        CreateTable(
            name="HandoverQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField(verbose_name="question")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="casework.handover"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("handover",),
                        name="casework_question_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(
                                ("answer__gt", ""), ("answered_at__isnull", False), ("answered_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="casework_question_answered_whole",
                    ),
                ]
            },
        ),
        CreateTable(
            name="AdviserCover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("granted_at", models.DateTimeField(verbose_name="granted")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended early")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adviser_covers",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who covers",
                    ),
                ),
                (
                    "covered",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is away",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["cover", "ends_on"], name="casework_cover_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("covered", models.F("cover")), _negated=True),
                        name="casework_cover_somebody_else",
                        violation_error_message="Nobody covers for themselves.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cover", models.F("granted_by")), _negated=True),
                        name="casework_cover_not_own",
                        violation_error_message="Nobody names themselves.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="casework_cover_period",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_cover_ended_pair",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}; {GRANTS}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        ),
    ]

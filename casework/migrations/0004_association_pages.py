"""Campaigns, programmes, facts of a course, and what associations and the court tell."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable
from accounts.roles import WEB_ROLE


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notifications"),
        ("casework", "0003_handovers_and_consents"),
        ("housing", "0004_notice_cause"),
    ]

    operations = [
        CreateTable(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="housing.housingassociation",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("adverts", "Adverts on the web"),
                            ("register", "Comparing names with the register"),
                            ("visits", "Visits to the homes"),
                            ("tips", "Tips from residents"),
                            ("other", "Another way"),
                        ],
                        max_length=20,
                        verbose_name="method",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("departments", models.ManyToManyField(blank=True, related_name="campaigns", to="housing.department")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("association", "name"),
                        name="casework_campaign_name_once",
                        violation_error_message="The association has a campaign with that name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_campaign_period",
                        violation_error_message="The last day is before the first.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="CourseFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="casework.legalcourse"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="course_facts", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advert", "Advert found"),
                            ("occupants", "Who lives there"),
                            ("inspection", "The home was seen"),
                            ("complaint", "Complaint"),
                            ("mediation", "Mediation"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="date")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("association", "Housing association"),
                            ("court", "Bailiff court"),
                            ("tenant", "Tenant"),
                            ("adviser", "Tenant adviser"),
                            ("municipality", "Municipality"),
                            ("list", "Arrears list"),
                        ],
                        max_length=20,
                        verbose_name="source",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("parties", models.CharField(blank=True, max_length=300, verbose_name="who")),
                ("text", models.CharField(blank=True, max_length=1000, verbose_name="in words")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "They agreed"),
                            ("not_agreed", "They did not agree"),
                            ("declined", "One of them declined"),
                        ],
                        max_length=20,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.coursefact",
                        verbose_name="corrects",
                    ),
                ),
                ("is_void", models.BooleanField(default=False, verbose_name="taken back")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "occurred_on", "id"], name="casework_fact_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "advert"), _negated=True), ("place__gt", ""), _connector="OR"
                        ),
                        name="casework_fact_advert_place",
                        violation_error_message="Say where the advert was found.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["occupants", "mediation"]), _negated=True),
                            ("parties__gt", ""),
                            _connector="OR",
                        ),
                        name="casework_fact_parties",
                        violation_error_message="Say who.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["complaint", "inspection"]), _negated=True),
                            ("text__gt", ""),
                            _connector="OR",
                        ),
                        name="casework_fact_text",
                        violation_error_message="Say in words what it was about.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), ("kind", "mediation"), _connector="OR"),
                        name="casework_fact_outcome",
                        violation_error_message="Only a mediation has an outcome.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_void", False), ("corrects__isnull", False), _connector="OR"),
                        name="casework_fact_void_corrects",
                    ),
                ],
            },
        ),
        CreateTable(
            name="CourtFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="court_files",
                        to="accounts.municipality",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="file name")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "status",
                    models.CharField(
                        choices=[("checked", "Waits for a confirmation"), ("applied", "Received")],
                        default="checked",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("problems", models.JSONField(default=list, verbose_name="problems")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                (
                    "applied_by",
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
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "sha256"), name="casework_court_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", True), ("applied_by__isnull", True), ("status", "checked")),
                            models.Q(
                                ("applied_at__isnull", False), ("applied_by__isnull", False), ("status", "applied")
                            ),
                            _connector="OR",
                        ),
                        name="casework_court_file_applied_whole",
                    ),
                ],
            },
        ),
        CreateTable(
            name="CourtFileLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="casework.courtfile"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                ("court_case_number", models.CharField(max_length=40, verbose_name="the court's case number")),
                ("association_name", models.CharField(blank=True, max_length=200, verbose_name="housing association")),
                ("tenancy_number", models.CharField(blank=True, max_length=40, verbose_name="tenancy number")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("filed_on", models.DateField(verbose_name="filed with the court on")),
                ("hearing_at", models.DateTimeField(blank=True, null=True, verbose_name="hearing")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount owed"
                    ),
                ),
                ("court", models.CharField(blank=True, max_length=100, verbose_name="bailiff court")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("arrears", "Rent arrears"),
                            ("subletting", "Unlawful subletting"),
                            ("house_rules", "House rules"),
                            ("crime", "Crime (restricted)"),
                            ("other", "Other ground"),
                        ],
                        max_length=20,
                        verbose_name="cause",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("matched", "Fits a tenancy"),
                            ("parked", "Waits for a person"),
                            ("recorded", "Recorded"),
                            ("known", "Recorded before"),
                            ("aside", "Put aside"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_home", "No tenancy in the municipality has that number or address."),
                            ("several_homes", "Several tenancies have that address."),
                            ("no_lease", "Nobody is known to have rented the tenancy on that day."),
                            ("other_name", "The name is not that of a tenant there."),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.lease",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.notice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("file", "line"), name="casework_court_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "parked"), _negated=True), ("reason__gt", ""), _connector="OR"
                        ),
                        name="casework_court_line_parked_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "matched"), _negated=True), ("lease__isnull", False), _connector="OR"
                        ),
                        name="casework_court_line_matched_lease",
                    ),
                ],
            },
        ),
        CreateTable(
            name="CourtReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="court_reports",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="court_reports", to="housing.tenancy"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="court_reports", to="housing.lease"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hearing_set", "The court has called a hearing"),
                            ("eviction_set", "An eviction is scheduled"),
                            ("called_off", "The eviction is called off"),
                            ("carried_out", "The eviction was carried out"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("arrears", "Rent arrears"),
                            ("subletting", "Unlawful subletting"),
                            ("house_rules", "House rules"),
                            ("crime", "Crime (restricted)"),
                            ("other", "Other ground"),
                        ],
                        max_length=20,
                        verbose_name="cause",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("takes_place_at", models.DateTimeField(blank=True, null=True, verbose_name="takes place")),
                ("court", models.CharField(blank=True, max_length=100, verbose_name="bailiff court")),
                (
                    "court_case_number",
                    models.CharField(blank=True, max_length=40, verbose_name="the court's case number"),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.legalstep",
                    ),
                ),
                (
                    "eviction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.eviction",
                    ),
                ),
                ("said_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "undone_by",
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
                "indexes": [models.Index(fields=["association", "-said_at", "-id"], name="casework_court_report_own")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("lease", "kind", "occurred_on", "takes_place_at"),
                        name="casework_court_report_once",
                        nulls_distinct=False,
                        violation_error_message="You have reported that already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["hearing_set", "eviction_set"]), _negated=True),
                            ("takes_place_at__isnull", False),
                            _connector="OR",
                        ),
                        name="casework_court_report_date",
                        violation_error_message="Give the day and hour the court has set.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_court_report_undone_pair",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="advisercontact",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adviser_contacts",
                to="casework.programme",
            ),
        ),
        migrations.AddField(
            model_name="contactattempt",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="casework.person",
            ),
        ),
        migrations.AddField(
            model_name="intervention",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interventions",
                to="casework.person",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programmes",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="purpose",
            field=models.CharField(blank=True, max_length=500, verbose_name="purpose"),
        ),
        migrations.AddField(
            model_name="programme",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
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
                    ("course_fact", "Fact of the legal course"),
                    ("court_report", "Told by the association"),
                    ("campaign", "Campaign"),
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
        migrations.AlterConstraint(
            model_name="programme",
            name="casework_programme_name_once",
            constraint=models.UniqueConstraint(
                fields=("municipality", "name"),
                name="casework_programme_name_once",
                violation_error_message="There is a programme with that name already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="programme",
            name="casework_programme_period",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="casework_programme_period",
                violation_error_message="The last day is before the first.",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="casework.campaign",
            ),
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON casework_coursefact FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON casework_coursefact TO {WEB_ROLE}",
        ),
    ]

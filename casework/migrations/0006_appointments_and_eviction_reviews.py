"""Times offered by a link, appointments with households, and the review after an eviction."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable
from accounts.roles import WEB_ROLE

APPEND_ONLY = "casework_evictionreview"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notifications"),
        ("casework", "0005_requests_and_meetings"),
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
                    ("request", "Request to another organisation"),
                    ("meeting", "Case meeting"),
                    ("agreement", "Agreement of a case meeting"),
                    ("offer", "Times offered"),
                    ("appointment", "Appointment"),
                    ("eviction_review", "Review after the eviction"),
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
        migrations.AlterField(
            model_name="deadline",
            name="ended_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("contact", "Contact was tried"),
                    ("letter", "The letter was sent"),
                    ("noted", "Done in another way"),
                    ("help", "Help was given"),
                    ("decision", "A decision was made"),
                    ("held", "The hearing was held"),
                    ("complaint", "A complaint came"),
                    ("paid", "Paid"),
                    ("answered", "Answered"),
                    ("done", "Done"),
                    ("met", "The talk took place"),
                    ("not_met", "Nobody was met"),
                    ("called_off", "Called off"),
                    ("reviewed", "The review was held"),
                    ("followed_up", "Followed up"),
                    ("next_step", "The legal course went on"),
                    ("replaced", "Replaced by a new date"),
                    ("withdrawn", "Withdrawn"),
                    ("course_ended", "The legal course ended"),
                    ("case_closed", "The case was closed"),
                    ("waived", "Waived"),
                ],
                max_length=20,
                verbose_name="ended by",
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="started_by",
            field=models.CharField(
                choices=[
                    ("received", "The household became known to the municipality"),
                    ("opened", "The case was opened"),
                    ("reopened", "The case was reopened"),
                    ("notice", "The notice arrived"),
                    ("demand", "The demand reached the tenant"),
                    ("hearing_set", "The court called the hearing"),
                    ("eviction_set", "The court set the eviction"),
                    ("decision", "The decision was made"),
                    ("guarantee", "The payment guarantee was given"),
                    ("plan", "The instalment plan was agreed"),
                    ("request", "The request was sent"),
                    ("asked_back", "Somebody asked back"),
                    ("meeting", "The case meeting was held"),
                    ("appointment", "The appointment was made"),
                    ("evicted", "The household was put out"),
                    ("closed", "The case was closed"),
                ],
                max_length=20,
                verbose_name="counted from",
            ),
        ),
        CreateTable(
            name="AppointmentOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("either", "Call or home visit, the tenant chooses"),
                            ("call", "Call"),
                            ("visit", "Home visit"),
                        ],
                        max_length=10,
                        verbose_name="call or visit",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("da", "Dansk"),
                            ("en", "English"),
                            ("ar", "العربية"),
                            ("tr", "Türkçe"),
                            ("pl", "Polski"),
                        ],
                        max_length=5,
                        verbose_name="language of the page",
                    ),
                ),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("token_hash", models.CharField(max_length=64, unique=True, verbose_name="hash of the secret")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="casework.case"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who calls or visits",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revoked_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_offer_revoked_pair",
                    )
                ],
            },
        ),
        CreateTable(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[("call", "Call"), ("visit", "Home visit")], max_length=10, verbose_name="call or visit"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="when")),
                ("chosen_at", models.DateTimeField(blank=True, null=True, verbose_name="chosen by the tenant")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Agreed"),
                            ("met", "The talk took place"),
                            ("not_met", "Nobody was met"),
                            ("called_off_by_us", "Called off by us"),
                            ("called_off_by_tenant", "Called off by the tenant"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="what came of it",
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="said")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="casework.case"
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
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who calls or visits",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "offer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment",
                        to="casework.appointmentoffer",
                        verbose_name="link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "planned")),
                        fields=("host", "starts_at"),
                        name="casework_appointment_host_once",
                        violation_error_message="The one who calls or visits already has an appointment at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("state", "planned")),
                            models.Q(
                                models.Q(("state", "planned"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_appointment_ended_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_by__isnull", False),
                            models.Q(
                                ("chosen_at__gte", models.F("recorded_at")),
                                ("chosen_at__isnull", False),
                                ("offer__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_appointment_made_by_somebody",
                    ),
                ],
            },
        ),
        CreateTable(
            name="AppointmentSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="when")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="casework.appointmentoffer",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("offer", "starts_at"), name="casework_slot_once")],
            },
        ),
        CreateTable(
            name="EvictionReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="held on")),
                ("participants", models.TextField(verbose_name="who took part")),
                (
                    "chances",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="missed chances"
                    ),
                ),
                ("would_have_helped", models.TextField(blank=True, verbose_name="what would have helped")),
                ("improvements", models.TextField(blank=True, verbose_name="what we do better")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="eviction_reviews", to="casework.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.evictionreview",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "eviction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="casework.eviction"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True)),
                        fields=("eviction",),
                        name="casework_eviction_review_once",
                        violation_error_message="This eviction has already been reviewed. Correct the review instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chances__len__gt", 0), ("participants__gt", "")),
                        name="casework_eviction_review_says_something",
                        violation_error_message="Say who took part and which chances were missed.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        ),
    ]

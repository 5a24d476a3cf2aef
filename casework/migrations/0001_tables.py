"""The tables of `casework` as of the first release."""

import datetime
from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import accounts.models.organisations
from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    replaces = [
        ("casework", "0001_initial"),
        ("casework", "0002_statement_undone_event"),
        ("casework", "0004_contact_points_summaries_drafts_and_court_days"),
        ("casework", "0005_legal_parameters"),
        ("casework", "0006_legal_parameter_proposals"),
        ("casework", "0007_decisions_and_guarantees"),
        ("casework", "0008_instalment_plans_and_budgets"),
        ("casework", "0009_people_of_a_home"),
        ("casework", "0010_working_the_list"),
        ("casework", "0011_fill_attended_at"),
        ("casework", "0012_documents_and_letters"),
        ("casework", "0013_deadlines"),
        ("casework", "0015_letters_and_budgets_of_decisions"),
        ("casework", "0016_legal_step_facts"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("housing", "0001_tables"),
    ]

    operations = [
        CreateTable(
            name="AdviserContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="topics"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                ("done", models.TextField(blank=True, verbose_name="what was done")),
                ("referred_to", models.CharField(blank=True, max_length=200, verbose_name="referred to")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adviser_contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adviser_contacts",
                        to="housing.housingassociation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["adviser", "-occurred_on", "-id"], name="casework_adviser_contact_own")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("topics__len__gte", 1)),
                        name="casework_adviser_contact_topic",
                        violation_error_message="Choose at least one topic.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                        name="casework_adviser_contact_minutes",
                        violation_error_message="Minutes are between 1 and 1440.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="AdviserContactTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consent_given_on", models.DateField(verbose_name="consent given on")),
                ("tied_at", models.DateTimeField(verbose_name="tied")),
                ("untied_at", models.DateTimeField(blank=True, null=True, verbose_name="untied")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="casework.advisercontact"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adviser_ties", to="housing.tenant"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("untied_at__isnull", True)),
                        fields=("contact", "tenant"),
                        name="casework_adviser_tie_once",
                    )
                ],
            },
        ),
        CreateTable(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_on", models.DateField(verbose_name="made on")),
                ("adults", models.PositiveSmallIntegerField(verbose_name="adults")),
                ("children", models.PositiveSmallIntegerField(default=0, verbose_name="children under 18")),
                ("arrears", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="arrears")),
                (
                    "expected_benefit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="housing benefit to be expected",
                    ),
                ),
                (
                    "cheaper_rent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="rent of a cheaper home"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
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
            ],
        ),
        CreateTable(
            name="CalendarLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True, verbose_name="hash of the secret")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_links",
                        to="accounts.membership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("membership",),
                        name="casework_calendar_link_once",
                    )
                ],
            },
        ),
        CreateTable(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, verbose_name="case number")),
                ("assigned_at", models.DateTimeField(blank=True, null=True, verbose_name="assigned")),
                ("taken_up_at", models.DateTimeField(blank=True, null=True, verbose_name="first assigned")),
                ("is_restricted", models.BooleanField(default=False, verbose_name="restricted")),
                (
                    "district",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Indre By"),
                            ("2", "Østerbro"),
                            ("3", "Nørrebro"),
                            ("4", "Vesterbro-Kongens Enghave"),
                            ("5", "Valby"),
                            ("6", "Vanløse"),
                            ("7", "Brønshøj-Husum"),
                            ("8", "Bispebjerg"),
                            ("9", "Amager Øst"),
                            ("10", "Amager Vest"),
                        ],
                        max_length=2,
                        verbose_name="district",
                    ),
                ),
                ("address", models.CharField(max_length=300, verbose_name="address")),
                ("names", models.CharField(max_length=400, verbose_name="names")),
                ("household_type", models.CharField(default="unknown", max_length=40, verbose_name="household")),
                (
                    "has_children",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        default="unknown",
                        max_length=7,
                        verbose_name="children under 18",
                    ),
                ),
                (
                    "children",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of children"),
                ),
                ("adults", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of adults")),
                (
                    "monthly_rent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="monthly rent"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("opened_year", models.PositiveSmallIntegerField(verbose_name="year opened")),
                (
                    "opened_by",
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
                        verbose_name="opened because of",
                    ),
                ),
                ("opening_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("first_warned_on", models.DateField(blank=True, null=True, verbose_name="first shared arrears")),
                ("first_noticed_on", models.DateField(blank=True, null=True, verbose_name="notice received")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="follow up on")),
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
                    "stage",
                    models.CharField(
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("housing_court", "Housing court"),
                            ("filed", "Filed with the bailiff court"),
                            ("hearing", "Hearing"),
                            ("scheduled", "Eviction scheduled"),
                            ("ended", "Ended"),
                        ],
                        default="early",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount owed"
                    ),
                ),
                ("amount_as_of", models.DateField(blank=True, null=True, verbose_name="amount as of")),
                ("next_court_at", models.DateTimeField(blank=True, null=True, verbose_name="next court date")),
                ("first_contact_at", models.DateTimeField(blank=True, null=True, verbose_name="first attempt")),
                ("last_contact_at", models.DateTimeField(blank=True, null=True, verbose_name="last attempt")),
                ("first_reached_at", models.DateTimeField(blank=True, null=True, verbose_name="first reached")),
                ("contact_count", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("attended_at", models.DateTimeField(blank=True, null=True, verbose_name="last attended to")),
                ("triage_key", models.DateField(default=datetime.date(9999, 12, 31), verbose_name="order")),
                ("triage_rule", models.CharField(blank=True, max_length=40, verbose_name="rule")),
                ("triage_due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("search_doc", models.TextField(blank=True, verbose_name="search text")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                ("closed_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year closed")),
                (
                    "housing_outcome",
                    models.CharField(blank=True, max_length=40, verbose_name="where the household lives now"),
                ),
                ("contact_outcome", models.CharField(blank=True, max_length=40, verbose_name="how contact went")),
                (
                    "arrears_outcome",
                    models.CharField(blank=True, max_length=40, verbose_name="what became of the arrears"),
                ),
                (
                    "amount_at_closing",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount at closing"
                    ),
                ),
                ("step_at_closing", models.CharField(blank=True, max_length=20, verbose_name="stage at closing")),
                ("reopened_count", models.PositiveSmallIntegerField(default=0, verbose_name="times reopened")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.department"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="housing.lease"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="accounts.municipality"
                    ),
                ),
                (
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="housing.tenancy"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["municipality", "triage_key", "id"],
                        name="casework_case_municipality",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["unit", "triage_key", "id"],
                        name="casework_case_unit",
                    ),
                    models.Index(
                        condition=models.Q(("assigned_to__isnull", False), ("closed_at__isnull", True)),
                        fields=["assigned_to", "triage_key", "id"],
                        name="casework_case_assigned",
                    ),
                    models.Index(
                        condition=models.Q(("assigned_to__isnull", True), ("closed_at__isnull", True)),
                        fields=["unit", "triage_key", "id"],
                        name="casework_case_unassigned",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["unit", "assigned_to"],
                        include=("triage_due_on", "contact_count", "attended_at", "is_restricted"),
                        name="casework_case_load",
                    ),
                    models.Index(fields=["lease", "-closed_at"], name="casework_case_lease_history"),
                    models.Index(fields=["municipality", "opened_year"], name="casework_case_opened_year"),
                    models.Index(fields=["municipality", "closed_year"], name="casework_case_closed_year"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["search_doc"],
                        name="casework_case_search_open",
                        opclasses=["gin_trgm_ops"],
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_doc"], name="casework_case_search", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("lease",),
                        name="casework_case_one_open_per_lease",
                        violation_error_message="This household already has an open case.",
                    ),
                    models.UniqueConstraint(fields=("municipality", "number"), name="casework_case_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_on__isnull", True),
                                ("closed_year__isnull", True),
                            ),
                            models.Q(
                                ("arrears_outcome__gt", ""),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                ("closed_year__isnull", False),
                                ("contact_outcome__gt", ""),
                                ("housing_outcome__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="casework_case_closed_whole",
                        violation_error_message="A closed case has its day and its outcomes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assigned_at__isnull", True), ("assigned_to__isnull", True)),
                            models.Q(("assigned_at__isnull", False), ("assigned_to__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_case_assigned_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="casework_case_closed_after_opened",
                        violation_error_message="A case cannot be closed before it was opened.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wages", "Wages"),
                            ("benefit", "Cash benefit or other public support"),
                            ("pension", "Pension"),
                            ("study_grant", "Study grant"),
                            ("housing_benefit", "Housing benefit"),
                            ("child_benefit", "Child benefits"),
                            ("other_income", "Other income"),
                            ("rent", "Rent"),
                            ("heating", "Electricity, heating and water beside the rent"),
                            ("insurance", "Insurance and unemployment fund"),
                            ("phone", "Phone, internet and media"),
                            ("transport", "Transport"),
                            ("childcare", "Day care and maintenance"),
                            ("medicine", "Medicine and treatment"),
                            ("debt", "Other debt, per month"),
                            ("other_cost", "Other fixed costs"),
                        ],
                        max_length=20,
                        verbose_name="line",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="casework.budget"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("budget", "kind"), name="casework_budget_line_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="casework_budget_line_amount"),
                ],
            },
        ),
        migrations.AddField(
            model_name="budget",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="budgets", to="casework.case"
            ),
        ),
        CreateTable(
            name="AvoidedMode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mode", models.CharField(max_length=40, verbose_name="mode")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="avoided_modes", to="casework.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "mode"),
                        name="casework_avoided_mode_once",
                        violation_error_message="That way is marked already.",
                    )
                ],
            },
        ),
        CreateTable(
            name="CaseBackground",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="background")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="backgrounds", to="casework.case"
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
                "constraints": [models.UniqueConstraint(fields=("case", "code"), name="casework_background_once")],
            },
        ),
        CreateTable(
            name="CaseBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assign", "Handed over"),
                            ("give", "Given to a unit"),
                            ("follow_up", "Follow-up date"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("before", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(verbose_name="when")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
        ),
        CreateTable(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
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
                ("occurred_on", models.DateField(verbose_name="date")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("by_name", models.CharField(max_length=150, verbose_name="by")),
                ("by_organisation", models.CharField(max_length=200, verbose_name="organisation")),
                ("detail", models.JSONField(default=dict, verbose_name="facts")),
                (
                    "by_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="casework.case"
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
                "indexes": [models.Index(fields=["case", "-occurred_on", "-id"], name="casework_event_timeline")],
            },
        ),
        CreateTable(
            name="CaseNumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("last_number", models.PositiveIntegerField(default=0, verbose_name="last number")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("municipality", "year"), name="casework_series_once")],
            },
        ),
        CreateTable(
            name="CaseParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("cleared", "Named on the restricted case"),
                            ("purpose", "Stated a purpose"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participants", to="casework.case"
                    ),
                ),
                (
                    "given_by",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "ends_at"], name="casework_participant_user")],
            },
        ),
        CreateTable(
            name="CaseSummary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("text", models.TextField(blank=True, verbose_name="summary")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="summaries", to="casework.case"
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
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "version"), name="casework_summary_once")],
            },
        ),
        CreateTable(
            name="CaseTransfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_name", models.CharField(max_length=100, verbose_name="municipality")),
                ("moved_on", models.DateField(verbose_name="moved on")),
                ("informed_on", models.DateField(blank=True, null=True, verbose_name="informed on")),
                ("informed_basis", models.CharField(blank=True, max_length=300, verbose_name="legal basis or consent")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="casework.case"
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
                    "to_municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("informed_basis", ""), ("informed_on__isnull", True)),
                            models.Q(("informed_basis__gt", ""), ("informed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_transfer_informed_pair",
                        violation_error_message="Say on what basis the other municipality was informed, or leave both fields empty.",
                    )
                ],
            },
        ),
        CreateTable(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("phone", "Phone"), ("email", "E-mail"), ("address", "Address")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=300, verbose_name="number or address")),
                ("whose", models.CharField(blank=True, max_length=200, verbose_name="whose")),
                ("fails_since", models.DateField(blank=True, null=True, verbose_name="does not work since")),
                ("avoid_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is not to be used")),
                ("added_at", models.DateTimeField(verbose_name="added")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_points", to="casework.case"
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
                        fields=("case", "kind", "value"),
                        name="casework_contact_point_once",
                        violation_error_message="That number or address is on the case already.",
                    ),
                    models.CheckConstraint(condition=models.Q(("value__gt", "")), name="casework_contact_point_value"),
                ],
            },
        ),
        CreateTable(
            name="ContactAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occurred_at", models.DateTimeField(verbose_name="when")),
                ("mode", models.CharField(max_length=40, verbose_name="mode")),
                ("part_of_day", models.CharField(max_length=40, verbose_name="part of day")),
                ("is_reached", models.BooleanField(verbose_name="reached")),
                ("not_reached_reason", models.CharField(blank=True, max_length=40, verbose_name="why not")),
                ("has_appointment", models.BooleanField(default=False, verbose_name="appointment made")),
                ("wants_no_contact", models.BooleanField(default=False, verbose_name="wants no further contact")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contact_attempts", to="casework.case"
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
                    "point",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="casework.contactpoint",
                        verbose_name="number or address",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "occurred_at"], name="casework_attempt_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_reached", True), ("not_reached_reason", "")),
                            models.Q(("is_reached", False), ("not_reached_reason__gt", "")),
                            _connector="OR",
                        ),
                        name="casework_attempt_reached_or_why",
                        violation_error_message="Say whether the household was reached, and if not, why.",
                    )
                ],
            },
        ),
        CreateTable(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                ("subject", models.BigIntegerField(default=0, verbose_name="which of several")),
                (
                    "started_by",
                    models.CharField(
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
                            ("closed", "The case was closed"),
                        ],
                        max_length=20,
                        verbose_name="counted from",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="from the day")),
                ("due_on", models.DateField(verbose_name="due")),
                ("takes_place_at", models.DateTimeField(blank=True, null=True, verbose_name="takes place")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "ended_by",
                    models.CharField(
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
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="casework.case",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["municipality", "due_on", "id"],
                        name="casework_deadline_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "rule", "subject"), name="casework_deadline_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", ""), ("ended_on__isnull", True)),
                            models.Q(("ended_by__gt", ""), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_deadline_ended_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="DeadlineEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                ("subject", models.BigIntegerField(default=0, verbose_name="which of several")),
                (
                    "kind",
                    models.CharField(
                        choices=[("noted", "Done in another way"), ("waived", "Waived")],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("channel", models.CharField(blank=True, max_length=40, verbose_name="how")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadline_entries", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="casework.deadlineentry",
                        verbose_name="takes back",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "waived"), _negated=True), ("reason__gt", ""), _connector="OR"
                        ),
                        name="casework_deadline_entry_waived_why",
                        violation_error_message="Give the reason.",
                    )
                ],
            },
        ),
        CreateTable(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hearing",
                    models.CharField(
                        blank=True,
                        choices=[("needed", "The party is heard"), ("not_needed", "Hearing is not needed")],
                        max_length=20,
                        verbose_name="hearing of the party",
                    ),
                ),
                ("hearing_reason", models.CharField(blank=True, max_length=500, verbose_name="why no hearing")),
                ("hearing_sent_on", models.DateField(blank=True, null=True, verbose_name="hearing sent on")),
                ("hearing_answer_by", models.DateField(blank=True, null=True, verbose_name="answer by")),
                ("hearing_answered_on", models.DateField(blank=True, null=True, verbose_name="answer received on")),
                ("hearing_answer", models.TextField(blank=True, verbose_name="what the party said")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("help", "Help"), ("partly", "Help in part"), ("no_basis", "No basis for help")],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "bases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="legal basis",
                    ),
                ),
                ("facts_weighed", models.TextField(blank=True, verbose_name="facts weighed")),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                ("complaint_to", models.CharField(blank=True, max_length=200, verbose_name="complaints go to")),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="weeks to complain"),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "budget",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.budget",
                        verbose_name="rests on the budget",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.case"
                    ),
                ),
                (
                    "decided_by",
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="casework.decision",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "decided_on", "id"], name="casework_decision_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hearing", "not_needed"), ("hearing_reason__gt", "")),
                            models.Q(
                                ("hearing", "needed"),
                                ("hearing_answer_by__isnull", False),
                                ("hearing_sent_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_decision_heard",
                        violation_error_message="Say how the party was heard, or why no hearing was needed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bases__len__gt", 0), ("facts_weighed__gt", ""), ("outcome__gt", ""), ("reasons__gt", "")
                        ),
                        name="casework_decision_reasoned",
                        violation_error_message="A decision has its outcome, its legal basis, its facts and its reasons.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("complaint_to__gt", ""), ("complaint_weeks__gt", 0)),
                        name="casework_decision_guided",
                        violation_error_message="A decision says where and within how long one can complain.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("received_from", models.CharField(max_length=200, verbose_name="from")),
                ("text", models.TextField(blank=True, verbose_name="what it says")),
                ("reassessed_on", models.DateField(blank=True, null=True, verbose_name="reassessed on")),
                (
                    "reassessment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "The complainant is right in full"),
                            ("partial", "The complainant is right in part"),
                            ("upheld", "The decision is upheld"),
                        ],
                        max_length=20,
                        verbose_name="reassessment",
                    ),
                ),
                ("reassessment_reasons", models.TextField(blank=True, verbose_name="reasons of the reassessment")),
                ("forwarded_on", models.DateField(blank=True, null=True, verbose_name="forwarded to Ankestyrelsen on")),
                ("appeal_result_on", models.DateField(blank=True, null=True, verbose_name="Ankestyrelsen's answer of")),
                (
                    "appeal_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Upheld"),
                            ("changed", "Changed"),
                            ("annulled", "Annulled"),
                            ("sent_back", "Sent back for a new decision"),
                            ("dismissed", "Dismissed"),
                        ],
                        max_length=20,
                        verbose_name="Ankestyrelsen's answer",
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="casework.case"
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="casework.decision"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "received_on", "id"], name="casework_complaint_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reassessed_on__isnull", True), ("reassessment", "")),
                            models.Q(
                                ("reassessed_on__gte", models.F("received_on")),
                                ("reassessed_on__isnull", False),
                                ("reassessment__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="casework_complaint_reassessed_pair",
                        violation_error_message="A reassessment has its result, and its day is not before the complaint's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forwarded_on__isnull", True),
                            models.Q(
                                ("forwarded_on__gte", models.F("reassessed_on")),
                                ("reassessment__in", ["partial", "upheld"]),
                            ),
                            _connector="OR",
                        ),
                        name="casework_complaint_forwarded_after",
                        violation_error_message="A complaint is forwarded after its reassessment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("appeal_result", ""), ("appeal_result_on__isnull", True)),
                            models.Q(
                                ("appeal_result__gt", ""),
                                ("appeal_result_on__gte", models.F("forwarded_on")),
                                ("appeal_result_on__isnull", False),
                                ("forwarded_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_complaint_appeal_pair",
                        violation_error_message="Ankestyrelsen answers after the complaint was forwarded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(
                                ("appeal_result_on__isnull", True), ("withdrawn_on__gte", models.F("received_on"))
                            ),
                            _connector="OR",
                        ),
                        name="casework_complaint_withdrawn_after",
                        violation_error_message="A complaint cannot be withdrawn before it came or after it was settled.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="DecisionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hearing",
                    models.CharField(
                        blank=True,
                        choices=[("needed", "The party is heard"), ("not_needed", "Hearing is not needed")],
                        max_length=20,
                        verbose_name="hearing of the party",
                    ),
                ),
                ("hearing_reason", models.CharField(blank=True, max_length=500, verbose_name="why no hearing")),
                ("hearing_sent_on", models.DateField(blank=True, null=True, verbose_name="hearing sent on")),
                ("hearing_answer_by", models.DateField(blank=True, null=True, verbose_name="answer by")),
                ("hearing_answered_on", models.DateField(blank=True, null=True, verbose_name="answer received on")),
                ("hearing_answer", models.TextField(blank=True, verbose_name="what the party said")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("help", "Help"), ("partly", "Help in part"), ("no_basis", "No basis for help")],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "bases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="legal basis",
                    ),
                ),
                ("facts_weighed", models.TextField(blank=True, verbose_name="facts weighed")),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                ("complaint_to", models.CharField(blank=True, max_length=200, verbose_name="complaints go to")),
                (
                    "complaint_weeks",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="weeks to complain"),
                ),
                ("started_at", models.DateTimeField(verbose_name="begun")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "budget",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.budget",
                        verbose_name="rests on the budget",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision_draft", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.decision",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        CreateTable(
            name="DecisionSending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_on", models.DateField(verbose_name="sent on")),
                (
                    "sent_by",
                    models.CharField(
                        choices=[
                            ("digital_post", "Digital Post"),
                            ("letter", "Letter"),
                            ("email", "Secure e-mail"),
                            ("by_hand", "Handed over"),
                        ],
                        max_length=20,
                        verbose_name="sent by",
                    ),
                ),
                ("known_on", models.DateField(verbose_name="made known on")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_sendings",
                        to="casework.case",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sending", to="casework.decision"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("known_on__gte", models.F("sent_on"))),
                        name="casework_decision_known_after_sent",
                        violation_error_message="A decision cannot be known before it was sent.",
                    )
                ],
            },
        ),
        CreateTable(
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
            options={
                "indexes": [models.Index(fields=["case", "id"], name="casework_document_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                ("withdrawn_reason__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="casework_document_withdrawn_whole",
                    )
                ],
            },
        ),
        CreateTable(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=40, verbose_name="form")),
                ("fields", models.JSONField(default=dict, verbose_name="what was written")),
                ("saved_at", models.DateTimeField(verbose_name="saved")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "case", "form"), name="casework_draft_once")],
            },
        ),
        CreateTable(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closed_on", models.DateField(verbose_name="closed on")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months after")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "is_housed",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=7,
                        verbose_name="still lives there",
                    ),
                ),
                (
                    "has_new_arrears",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        max_length=7,
                        verbose_name="new arrears",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="casework.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.followup",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
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
                "indexes": [models.Index(fields=["municipality", "year"], name="casework_follow_up_year")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True)),
                        fields=("case", "closed_on", "months"),
                        name="casework_follow_up_once",
                        violation_error_message="This follow-up has already been recorded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", (3, 6, 12))), name="casework_follow_up_months"
                    ),
                ],
            },
        ),
        CreateTable(
            name="InstalmentPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreed_with",
                    models.CharField(
                        choices=[
                            ("association", "Housing association"),
                            ("court", "Settlement in the bailiff court"),
                            ("municipality", "Municipality"),
                        ],
                        max_length=20,
                        verbose_name="agreed with",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                (
                    "owed_when_agreed",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="owed when it was agreed"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Every month"),
                            ("fortnightly", "Every two weeks"),
                            ("weekly", "Every week"),
                            ("free", "Days and amounts as agreed"),
                        ],
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "paid",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="paid"),
                ),
                ("next_due_on", models.DateField(blank=True, null=True, verbose_name="next instalment")),
                ("missed_since", models.DateField(blank=True, null=True, verbose_name="missed since")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "ended_as",
                    models.CharField(
                        blank=True,
                        choices=[("broken", "Broken"), ("replaced", "Replaced by another plan"), ("ended", "Ended")],
                        max_length=20,
                        verbose_name="how it ended",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="casework.case"
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="casework.instalmentplan",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "id"], name="casework_plan_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("next_due_on__isnull", False)),
                        fields=("case",),
                        name="casework_plan_one_running",
                        violation_error_message="Another instalment plan of this case is running.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="casework_plan_amount",
                        violation_error_message="There must be something to pay.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_as", ""), ("ended_on__isnull", True)),
                            models.Q(("ended_as__gt", ""), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_plan_ended_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="InstalmentPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paid_on", models.DateField(verbose_name="paid on")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("association", "Housing association"),
                            ("tenant", "Tenant"),
                            ("caseworker", "Caseworker, who has seen proof"),
                        ],
                        max_length=20,
                        verbose_name="reported by",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("is_void", models.BooleanField(default=False, verbose_name="taken back")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.instalmentpayment",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="casework.instalmentplan",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["plan", "id"], name="casework_payment_plan")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="casework_payment_amount",
                        violation_error_message="A payment is more than nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_void", False), ("corrects__isnull", False), _connector="OR"),
                        name="casework_payment_void_corrects",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="number")),
                ("due_on", models.DateField(verbose_name="due")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                ("running_total", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="in all so far")),
                ("missed_on", models.DateField(blank=True, null=True, verbose_name="missed by the list of")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "missed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.delivery",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="casework.instalmentplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "position"), name="casework_instalment_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="casework_instalment_amount"),
                    models.CheckConstraint(
                        condition=models.Q(("running_total__gte", models.F("amount"))), name="casework_instalment_total"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("missed_in__isnull", True), ("missed_on__isnull", True)),
                            models.Q(("missed_in__isnull", False), ("missed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_instalment_missed_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Intervention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="intervention")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount"),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("ongoing", "Under way"),
                            ("granted", "Carried out"),
                            ("refused", "Refused"),
                            ("declined", "The tenant declined"),
                            ("stopped", "Stopped"),
                        ],
                        default="ongoing",
                        max_length=20,
                        verbose_name="result",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interventions", to="casework.case"
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
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="responsible organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "starts_on"], name="casework_intervention_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_intervention_period",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="casework_intervention_amount",
                        violation_error_message="An amount cannot be negative.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="LeadDays",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                ("days", models.SmallIntegerField(verbose_name="days before")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_days",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                accounts.models.organisations.DateRange(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                            ("municipality", "="),
                            ("rule", "="),
                        ],
                        name="casework_lead_days_no_overlap",
                        violation_error_message="The rule already has lead days in that period.",
                    )
                ],
            },
        ),
        CreateTable(
            name="LegalCourse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "ground",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "no. 1: rent not paid"),
                            (2, "no. 2: other use than agreed"),
                            (3, "no. 3: access refused"),
                            (4, "no. 4: moved out without agreement"),
                            (5, "no. 5: neglect"),
                            (6, "no. 6: unlawful transfer of use"),
                            (7, "no. 7: breach of good order"),
                            (8, "no. 8: breach of a conditional tenancy"),
                            (9, "no. 9: visitor prohibition"),
                            (10, "no. 10: crime"),
                        ],
                        null=True,
                        verbose_name="ground, § 90(1)",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="started on")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("housing_court", "Housing court"),
                            ("filed", "Filed with the bailiff court"),
                            ("hearing", "Hearing"),
                            ("scheduled", "Eviction scheduled"),
                            ("ended", "Ended"),
                        ],
                        default="early",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paid", "Paid"),
                            ("settled", "Settled"),
                            ("withdrawn", "Withdrawn"),
                            ("refused", "Refused by the court"),
                            ("carried_out", "Eviction carried out"),
                            ("left_before", "Tenant left first"),
                        ],
                        max_length=20,
                        verbose_name="result",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="courses", to="casework.case"
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
                "indexes": [models.Index(fields=["case", "id"], name="casework_course_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("result", "")),
                            models.Q(("ended_on__isnull", False), ("result__gt", ""), ("stage", "ended")),
                            _connector="OR",
                        ),
                        name="casework_course_ended_whole",
                        violation_error_message="An ended course has its day and its result.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="instalmentplan",
            name="course",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="casework.legalcourse",
            ),
        ),
        CreateTable(
            name="Eviction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occurred_on", models.DateField(verbose_name="day of the eviction")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
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
                        verbose_name="principal ground",
                    ),
                ),
                (
                    "further_causes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("arrears", "Rent arrears"),
                                ("subletting", "Unlawful subletting"),
                                ("house_rules", "House rules"),
                                ("crime", "Crime (restricted)"),
                                ("other", "Other ground"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="further grounds",
                    ),
                ),
                (
                    "district",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Indre By"),
                            ("2", "Østerbro"),
                            ("3", "Nørrebro"),
                            ("4", "Vesterbro-Kongens Enghave"),
                            ("5", "Valby"),
                            ("6", "Vanløse"),
                            ("7", "Brønshøj-Husum"),
                            ("8", "Bispebjerg"),
                            ("9", "Amager Øst"),
                            ("10", "Amager Vest"),
                        ],
                        max_length=2,
                        verbose_name="district",
                    ),
                ),
                ("household_type", models.CharField(default="unknown", max_length=40, verbose_name="household")),
                (
                    "has_children",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")],
                        max_length=7,
                        verbose_name="children under 18",
                    ),
                ),
                (
                    "children",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of children"),
                ),
                ("adults", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of adults")),
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
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evictions",
                        to="casework.case",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.department"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evictions",
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
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evictions", to="housing.tenancy"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evictions",
                        to="casework.legalcourse",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "year"], name="casework_eviction_year")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenancy", "occurred_on"),
                        name="casework_eviction_once_a_day",
                        violation_error_message="An eviction from this tenancy on that day is already recorded.",
                    )
                ],
            },
        ),
        CreateTable(
            name="LegalParameter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="parameter")),
                ("value", models.CharField(max_length=40, verbose_name="value")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_parameters",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                accounts.models.organisations.DateRange(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                            ("municipality", "="),
                            ("code", "="),
                        ],
                        name="casework_legal_parameter_no_overlap",
                        violation_error_message="The parameter already has a value in that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_legal_parameter_period",
                    ),
                ],
            },
        ),
        CreateTable(
            name="LegalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("objection", "Objection to subletting"),
                            ("house_rules_warning", "Warning about the house rules"),
                            ("conditional_tenancy", "Conditional tenancy"),
                            ("condition_breached", "Breach of the conditional tenancy"),
                            ("complaints_board", "Before the complaints board"),
                            ("board_decision", "Decision of the complaints board"),
                            ("demand", "Demand for payment"),
                            ("termination", "Notice to quit"),
                            ("rescission", "Rescission"),
                            ("lawsuit", "Housing court: case brought"),
                            ("judgment", "Housing court: judgment"),
                            ("filing", "Request to the bailiff court"),
                            ("hearing_called", "Hearing called"),
                            ("hearing_held", "Hearing held"),
                            ("eviction_scheduled", "Eviction scheduled"),
                            ("ended", "Course ended"),
                        ],
                        max_length=30,
                        verbose_name="step",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("takes_place_at", models.DateTimeField(blank=True, null=True, verbose_name="takes place")),
                ("court", models.CharField(blank=True, max_length=100, verbose_name="court")),
                (
                    "court_case_number",
                    models.CharField(blank=True, max_length=40, verbose_name="the court's case number"),
                ),
                (
                    "hearing_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("settlement", "Settlement"),
                            ("postponed", "Postponed"),
                            ("order", "Order to evict"),
                            ("refused", "Refused"),
                            ("absent", "Tenant absent"),
                            ("appealed", "Appealed"),
                        ],
                        max_length=20,
                        verbose_name="result of the hearing",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paid", "Paid"),
                            ("settled", "Settled"),
                            ("withdrawn", "Withdrawn"),
                            ("refused", "Refused by the court"),
                            ("carried_out", "Eviction carried out"),
                            ("left_before", "Tenant left first"),
                        ],
                        max_length=20,
                        verbose_name="result",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="the rent was due on")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="reached the tenant on")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount demanded"
                    ),
                ),
                (
                    "other_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="of which not rent"
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
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
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("is_void", models.BooleanField(default=False, verbose_name="taken back")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.legalstep",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.legalcourse"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.document",
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "occurred_on", "id"], name="casework_step_case"),
                    models.Index(
                        condition=models.Q(("takes_place_at__isnull", False)),
                        fields=["municipality", "takes_place_at"],
                        name="casework_step_court_day",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result", ""), ("kind", "ended"), _connector="OR"),
                        name="casework_step_result_when_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "ended"), _negated=True), ("result__gt", ""), _connector="OR"
                        ),
                        name="casework_step_ended_has_result",
                        violation_error_message="Say how the course ended.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["hearing_called", "eviction_scheduled"]), _negated=True),
                            ("takes_place_at__isnull", False),
                            _connector="OR",
                        ),
                        name="casework_step_court_date",
                        violation_error_message="Give the day and hour the court has set.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_void", False), ("corrects__isnull", False), _connector="OR"),
                        name="casework_step_void_corrects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arrived_on__isnull", True), ("arrived_on__gte", models.F("occurred_on")), _connector="OR"
                        ),
                        name="casework_step_arrives_after_sent",
                        violation_error_message="The demand cannot reach the tenant before it was sent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("occurred_on")), _connector="OR"
                        ),
                        name="casework_step_ends_after_begun",
                        violation_error_message="It cannot end before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_amount__isnull", True),
                            models.Q(("other_amount__gte", 0), ("other_amount__lte", models.F("amount"))),
                            _connector="OR",
                        ),
                        name="casework_step_part_of_amount",
                        violation_error_message="What is not rent is part of the amount demanded.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="EvictionCheckMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("children", "Children: the children's team is notified"),
                            ("shelter", "A place to sleep tonight"),
                            ("belongings", "Belongings: moved or stored"),
                            ("pets", "Pets"),
                            ("keys", "Keys handed over"),
                            ("tenant_told", "The tenant knows what happens next"),
                            ("association_told", "The association knows what was agreed"),
                        ],
                        max_length=20,
                        verbose_name="point",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("done", "Done"), ("not_relevant", "Not relevant")],
                        max_length=15,
                        verbose_name="answer",
                    ),
                ),
                ("marked_at", models.DateTimeField(verbose_name="marked")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_marks", to="casework.case"
                    ),
                ),
                (
                    "marked_by",
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="check_marks", to="casework.legalstep"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("step", "point"), name="casework_check_mark_once")],
            },
        ),
        CreateTable(
            name="CourtAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prepared", models.CharField(blank=True, max_length=500, verbose_name="what is prepared")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "attends",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who attends",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="casework.legalstep"
                    ),
                ),
            ],
        ),
        CreateTable(
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "code", "language", "version"),
                        name="casework_letter_template_version_once",
                    )
                ],
            },
        ),
        CreateTable(
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
        CreateTable(
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
            options={
                "indexes": [models.Index(fields=["case", "id"], name="casework_letter_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("batch__isnull", False)),
                        fields=("batch", "case"),
                        name="casework_letter_once_a_batch",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", ""), ("sent_on__isnull", True)),
                            models.Q(("channel__gt", ""), ("sent_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_letter_sent_whole",
                        violation_error_message="Say how and when the letter was sent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("not_sent_at__isnull", True), ("not_sent_by__isnull", True), ("not_sent_reason", "")
                            ),
                            models.Q(
                                ("not_sent_at__isnull", False),
                                ("not_sent_by__isnull", False),
                                ("not_sent_reason__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="casework_letter_not_sent_whole",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="note")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="casework.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.note",
                        verbose_name="corrects",
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
            ],
            options={
                "indexes": [models.Index(fields=["case", "id"], name="casework_note_case")],
            },
        ),
        CreateTable(
            name="OpeningRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "min_step",
                    models.CharField(
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("filed", "Filed with the bailiff court"),
                        ],
                        default="demanded",
                        max_length=20,
                        verbose_name="from step",
                    ),
                ),
                (
                    "min_months",
                    models.DecimalField(
                        decimal_places=1, default=0, max_digits=4, verbose_name="months of rent owed, at least"
                    ),
                ),
                (
                    "reopen_days",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="days in which a closed case is reopened"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "default_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening_rules",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                accounts.models.organisations.DateRange(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                            ("municipality", "="),
                        ],
                        name="casework_opening_rule_no_overlap",
                        violation_error_message="There already is an opening rule in that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_opening_rule_period",
                    ),
                ],
            },
        ),
        CreateTable(
            name="PaymentGuarantee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                ("covers", models.CharField(max_length=300, verbose_name="what it covers")),
                ("rent_from", models.DateField(blank=True, null=True, verbose_name="rent from")),
                ("rent_until", models.DateField(blank=True, null=True, verbose_name="rent until")),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                ("made_on", models.DateField(verbose_name="made on")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                (
                    "sent_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("digital_post", "Digital Post"),
                            ("letter", "Letter"),
                            ("email", "Secure e-mail"),
                            ("by_hand", "Handed over"),
                        ],
                        max_length=20,
                        verbose_name="sent by",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("rejected", "Rejected")],
                        max_length=20,
                        verbose_name="the association's answer",
                    ),
                ),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid on")),
                (
                    "paid_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount paid"
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="why withdrawn")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "budget",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.budget",
                        verbose_name="rests on the budget",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="guarantees", to="casework.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantees",
                        to="casework.decision",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantees",
                        to="casework.intervention",
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
            ],
            options={
                "indexes": [models.Index(fields=["case", "made_on", "id"], name="casework_guarantee_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__isnull", False), ("intervention__isnull", False), _connector="OR"
                        ),
                        name="casework_guarantee_has_basis",
                        violation_error_message="Choose the decision or the intervention the guarantee rests on.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="casework_guarantee_amount",
                        violation_error_message="A guarantee is for an amount above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("made_on"))),
                        name="casework_guarantee_period",
                        violation_error_message="The guarantee would run out before it is made.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rent_from__isnull", True), ("rent_until__isnull", True)),
                            models.Q(
                                ("rent_from__isnull", False),
                                ("rent_until__gte", models.F("rent_from")),
                                ("rent_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_guarantee_rent_period",
                        violation_error_message="Give the first and the last day of the rent it covers, in that order.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by", ""), ("sent_on__isnull", True)),
                            models.Q(
                                ("sent_by__gt", ""), ("sent_on__gte", models.F("made_on")), ("sent_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="casework_guarantee_sent_pair",
                        violation_error_message="Say when and how it was sent; that is not before it was made.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True)),
                            models.Q(
                                ("answer__gt", ""),
                                ("answered_on__gte", models.F("sent_on")),
                                ("answered_on__isnull", False),
                                ("sent_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_guarantee_answered_pair",
                        violation_error_message="The association answers after the guarantee was sent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_amount__isnull", True), ("paid_on__isnull", True)),
                            models.Q(
                                models.Q(("answer", "rejected"), _negated=True),
                                ("paid_amount__gt", 0),
                                ("paid_amount__lte", models.F("amount")),
                                ("paid_on__gte", models.F("sent_on")),
                                ("paid_on__isnull", False),
                                ("sent_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_guarantee_paid_pair",
                        violation_error_message="What is paid is at most the amount of the guarantee, after it was sent and not rejected.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_on__isnull", True), ("withdrawn_reason", "")),
                            models.Q(
                                ("paid_on__isnull", True),
                                ("withdrawn_on__gte", models.F("made_on")),
                                ("withdrawn_on__isnull", False),
                                ("withdrawn_reason__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="casework_guarantee_withdrawn_pair",
                        violation_error_message="A guarantee is withdrawn with a reason, and not after it was paid.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="DecidedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.decision",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tells_of", to="casework.letter"
                    ),
                ),
                (
                    "guarantee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.paymentguarantee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__isnull", False), ("guarantee__isnull", True)),
                            models.Q(("decision__isnull", True), ("guarantee__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_decided_letter_of_one",
                    )
                ],
            },
        ),
        CreateTable(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        django.db.models.functions.text.Lower(models.F("name")),
                                        models.Value("æ"),
                                        models.Value("ae"),
                                        function="replace",
                                    ),
                                    models.Value("ø"),
                                    models.Value("oe"),
                                    function="replace",
                                ),
                                models.Value("å"),
                                models.Value("aa"),
                                function="replace",
                            ),
                            models.Value("áàâãäçćčéèêëęğíìîïıłñńóòôõöśşšúùûüýźżž"),
                            models.Value("aaaaaccceeeeegiiiiilnnooooosssuuuuyzzz"),
                            function="translate",
                            output_field=models.CharField(),
                        ),
                        output_field=models.CharField(max_length=400),
                    ),
                ),
                ("cpr_hash", models.BinaryField(blank=True, max_length=32, null=True, verbose_name="CPR hash")),
                ("cpr_sealed", models.BinaryField(blank=True, null=True, verbose_name="CPR ciphertext")),
                (
                    "cpr_key_version",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="key version"),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("interpreter", models.CharField(blank=True, max_length=60, verbose_name="interpreter")),
                ("is_address_protected", models.BooleanField(default=False, verbose_name="protected address")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_people",
                        to="casework.person",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="accounts.municipality"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("cpr_hash__isnull", False)),
                        fields=["municipality", "cpr_hash"],
                        name="casework_person_cpr",
                    ),
                    models.Index(
                        condition=models.Q(("birth_date__isnull", False), ("merged_into__isnull", True)),
                        fields=["municipality", "birth_date"],
                        name="casework_person_born",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_key"], name="casework_person_name", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cpr_hash__isnull", True),
                                ("cpr_key_version__isnull", True),
                                ("cpr_sealed__isnull", True),
                            ),
                            models.Q(
                                ("cpr_hash__isnull", False),
                                ("cpr_key_version__isnull", False),
                                ("cpr_sealed__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="casework_person_cpr_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="casework_person_merged_else",
                    ),
                ],
            },
        ),
        CreateTable(
            name="DistinctPeople",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="casework_distinct_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="casework_distinct_in_order"
                    ),
                ],
            },
        ),
        CreateTable(
            name="CasePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("tenant", "Tenant"), ("member", "Household member"), ("occupant", "Occupant")],
                        default="tenant",
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("partner", "Partner"),
                            ("child", "Child"),
                            ("parent", "Parent"),
                            ("sibling", "Brother or sister"),
                            ("relative", "Other relative"),
                            ("lodger", "Lodger"),
                            ("subtenant", "Subtenant"),
                            ("subtenants_family", "The subtenant's family"),
                            ("other", "Other"),
                        ],
                        db_default="",
                        default="",
                        max_length=20,
                        verbose_name="relation",
                    ),
                ),
                ("age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age")),
                ("age_on", models.DateField(blank=True, null=True, verbose_name="age told on")),
                ("is_child", models.BooleanField(db_default=False, default=False, verbose_name="child under 18")),
                ("needs_help", models.BooleanField(blank=True, null=True, verbose_name="needs help")),
                (
                    "lives_elsewhere",
                    models.BooleanField(db_default=False, default=False, verbose_name="lives elsewhere"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_people", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_people", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person"), name="casework_case_person_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("age__isnull", True), ("age_on__isnull", True)),
                            models.Q(("age__isnull", False), ("age__lte", 120), ("age_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_case_person_age",
                        violation_error_message="An age lies between 0 and 120.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="PersonChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "Contact data"),
                            ("protected", "Address protected"),
                            ("merged", "Merged"),
                            ("merge_undone", "Merge undone"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("detail", models.JSONField(default=dict, verbose_name="facts")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="casework.person"
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
                "indexes": [models.Index(fields=["person", "-id"], name="casework_person_change")],
            },
        ),
        CreateTable(
            name="PersonMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_away", to="casework.person"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="casework.person"
                    ),
                ),
                (
                    "merged_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("gone",),
                        name="casework_merge_once",
                        violation_error_message="This person was merged already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone")), _negated=True), name="casework_merge_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_merge_undone_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="PersonMergeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=60)),
                ("row_id", models.BigIntegerField()),
                ("before", models.JSONField()),
                ("after", models.JSONField(blank=True, null=True)),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="casework.personmerge"
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
                    models.UniqueConstraint(fields=("merge", "table", "row_id"), name="casework_merge_row_once")
                ],
            },
        ),
        CreateTable(
            name="PersonTenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("linked_at", models.DateTimeField(verbose_name="linked")),
                ("unlinked_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenant_links", to="casework.person"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="person_links", to="housing.tenant"
                    ),
                ),
                (
                    "unlinked_by",
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
                    models.UniqueConstraint(
                        condition=models.Q(("unlinked_at__isnull", True)),
                        fields=("tenant", "municipality"),
                        name="casework_person_tenant_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unlinked_at__isnull", True), ("unlinked_by__isnull", True)),
                            models.Q(("unlinked_at__isnull", False), ("unlinked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_person_tenant_unlinked_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="accounts.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "name"), name="casework_programme_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_programme_period",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="intervention",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interventions",
                to="casework.programme",
            ),
        ),
        CreateTable(
            name="QualitySample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[("all", "Open and closed cases"), ("open", "Open cases"), ("closed", "Closed cases")],
                        default="all",
                        max_length=10,
                        verbose_name="cases",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
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
                ("seed", models.PositiveIntegerField(verbose_name="seed")),
                ("size", models.PositiveSmallIntegerField(verbose_name="cases drawn")),
                ("candidates", models.PositiveIntegerField(verbose_name="cases to draw from")),
                ("left_out", models.PositiveIntegerField(verbose_name="restricted cases left out")),
                ("drawn_at", models.DateTimeField(verbose_name="drawn")),
                (
                    "caseworker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drawn_by",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="casework_sample_period",
                        violation_error_message="The last day is before the first.",
                    )
                ],
            },
        ),
        CreateTable(
            name="QualityReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="number")),
                ("lot", models.CharField(max_length=32, verbose_name="lot")),
                (
                    "contact_in_time",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_relevant", "Not relevant")],
                        max_length=12,
                        verbose_name="Was contact sought in time?",
                    ),
                ),
                (
                    "notes_sufficient",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_relevant", "Not relevant")],
                        max_length=12,
                        verbose_name="Do the notes show what was done and why?",
                    ),
                ),
                (
                    "legal_basis_stated",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_relevant", "Not relevant")],
                        max_length=12,
                        verbose_name="Is the legal basis of the help stated?",
                    ),
                ),
                (
                    "decision_reasoned",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_relevant", "Not relevant")],
                        max_length=12,
                        verbose_name="Is the decision reasoned?",
                    ),
                ),
                (
                    "guidance_given",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_relevant", "Not relevant")],
                        max_length=12,
                        verbose_name="Was the household told of advice and of its rights?",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="Comment to the caseworker")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="reviewed")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "caseworker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="casework.qualitysample"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reviewed_at__isnull", False)),
                        fields=["caseworker", "-reviewed_at"],
                        name="casework_review_caseworker",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sample", "case"), name="casework_review_case_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                            models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_review_reviewed_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guardian", "Guardian"),
                            ("power_of_attorney", "Holder of a power of attorney"),
                            ("lawyer", "Lawyer"),
                            ("relative", "Relative with consent"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("may", models.CharField(max_length=300, verbose_name="may")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="representatives", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="casework.person",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_representative_period",
                        violation_error_message="The last day is before the first.",
                    )
                ],
            },
        ),
        CreateTable(
            name="SafetyNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="what to mind")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="to be looked at again on")),
                ("is_ended", models.BooleanField(default=False, verbose_name="ended")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="safety_notes", to="casework.case"
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "version"), name="casework_safety_note_in_turn"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_ended", True), ("review_on__isnull", True)),
                            models.Q(("is_ended", False), ("review_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_safety_note_review",
                    ),
                ],
            },
        ),
        CreateTable(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=500, verbose_name="filters")),
                ("is_shared", models.BooleanField(default=False, verbose_name="shared with the unit")),
                ("saved_at", models.DateTimeField(verbose_name="saved")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "owner", "name"),
                        name="casework_view_name_once",
                        violation_error_message="You already have a view of that name.",
                    )
                ],
            },
        ),
        CreateTable(
            name="DefaultView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="defaults", to="casework.savedview"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "user"), name="casework_default_view_once")],
            },
        ),
        CreateTable(
            name="UnknownFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("household", "Household type"),
                            ("children", "Children under 18"),
                            ("child_count", "Number of children"),
                            ("background", "Background"),
                            ("ground", "Ground of the legal course"),
                            ("district", "District"),
                            ("notice", "Date of the first notice"),
                            ("contact", "First contact attempt"),
                            ("court_result", "Result in court"),
                        ],
                        max_length=20,
                        verbose_name="fact",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unknown_facts", to="casework.case"
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
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "fact"), name="casework_unknown_fact_once")],
            },
        ),
        CreateTable(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who is away",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["deputy"],
                        name="casework_absence_deputy",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("user")), _negated=True),
                        name="casework_absence_deputy_is_another",
                        violation_error_message="Choose somebody else as deputy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="casework_absence_period",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_absence_ended_pair",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        expressions=[
                            (
                                accounts.models.organisations.DateRange(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                            ("user", "="),
                            ("unit", "="),
                        ],
                        name="casework_absence_no_overlap",
                        violation_error_message="There already is an absence in that period.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="budget",
            index=models.Index(fields=["case", "-made_on", "-id"], name="casework_budget_case"),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(("adults__gte", 1)),
                name="casework_budget_adults",
                violation_error_message="At least one adult lives there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(condition=models.Q(("arrears__gte", 0)), name="casework_budget_arrears"),
        ),
    ]

"""The tables of `housing` as of the first release."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models.organisations
from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    replaces = [
        ("housing", "0001_initial"),
        ("housing", "0002_arrears_statements"),
        ("housing", "0004_cheaper_lists"),
        ("housing", "0005_row_opens_no_case"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTable(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="department number")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("lbf_number", models.CharField(blank=True, max_length=20, verbose_name="LBF department number")),
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
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to="accounts.municipality",
                    ),
                ),
            ],
        ),
        CreateTable(
            name="HousingAssociation",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="association",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("lbf_number", models.CharField(blank=True, max_length=20, verbose_name="LBF number")),
                ("cvr", models.CharField(blank=True, max_length=8, verbose_name="CVR number")),
            ],
        ),
        CreateTable(
            name="Code",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list", models.CharField(max_length=30, verbose_name="list")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name_da", models.CharField(max_length=120, verbose_name="Danish")),
                ("name_en", models.CharField(max_length=120, verbose_name="English")),
                ("definition_da", models.TextField(blank=True, verbose_name="Danish definition")),
                ("definition_en", models.TextField(blank=True, verbose_name="English definition")),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("list", "code", "valid_from"), name="housing_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="housing_code_period",
                        violation_error_message="The last day is before the first.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="the list's day")),
                ("is_complete", models.BooleanField(default=True, verbose_name="complete list")),
                ("layout", models.CharField(max_length=30, verbose_name="layout")),
                ("file_name", models.CharField(max_length=255, verbose_name="file name")),
                ("file", models.FileField(max_length=255, upload_to="deliveries/%Y/%m/", verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("checked", "Checked, not received yet"),
                            ("applied", "Received"),
                            ("discarded", "Discarded"),
                            ("undone", "Undone"),
                        ],
                        default="checked",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("counts", models.JSONField(default=dict, verbose_name="counts")),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                ("version", models.PositiveIntegerField(default=1)),
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
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="housing.housingassociation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["association", "-as_of", "-id"], name="housing_delivery_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "applied")),
                        fields=("association", "sha256"),
                        name="housing_delivery_file_once",
                        violation_error_message="This list has been received before.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at__isnull", True), ("applied_by__isnull", True)),
                            models.Q(("applied_at__isnull", False), ("applied_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="housing_delivery_applied_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="housing_delivery_undone_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Tenancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, verbose_name="tenancy number")),
                ("street", models.CharField(max_length=200, verbose_name="address")),
                ("postcode", models.CharField(blank=True, max_length=4, verbose_name="postcode")),
                ("city", models.CharField(blank=True, max_length=60, verbose_name="city")),
                ("dar_id", models.UUIDField(blank=True, null=True, verbose_name="address identifier")),
                (
                    "monthly_rent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="monthly rent"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenancies",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenancies", to="housing.department"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenancies",
                        to="housing.housingassociation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("association", "number"),
                        name="housing_tenancy_number_once",
                        violation_error_message="The association already has a tenancy with that number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monthly_rent__isnull", True), ("monthly_rent__gte", 0), _connector="OR"),
                        name="housing_tenancy_rent",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="department",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="departments", to="housing.housingassociation"
            ),
        ),
        CreateTable(
            name="DeliveryRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField(blank=True, null=True, verbose_name="line")),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("risen", "Risen"),
                            ("fallen", "Fallen"),
                            ("unchanged", "Unchanged"),
                            ("vanished", "Vanished"),
                            ("ambiguous", "Ambiguous"),
                        ],
                        max_length=10,
                        verbose_name="change",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=40, verbose_name="reason")),
                ("tenancy_number", models.CharField(max_length=40, verbose_name="tenancy number")),
                ("department_code", models.CharField(blank=True, max_length=20, verbose_name="department")),
                ("tenants", models.CharField(blank=True, max_length=400, verbose_name="tenants")),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount owed"
                    ),
                ),
                (
                    "previous_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="before"),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("filed", "Filed with the bailiff court"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="housing.delivery"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["delivery", "change", "line", "id"], name="housing_row_change")],
            },
        ),
        CreateTable(
            name="DeliveryProblem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField(verbose_name="line")),
                ("column", models.CharField(blank=True, max_length=100, verbose_name="column")),
                (
                    "severity",
                    models.CharField(
                        choices=[("fatal", "Fault"), ("warning", "Warning")], max_length=7, verbose_name="severity"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("value", models.CharField(blank=True, max_length=200, verbose_name="what stands there")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="housing.delivery"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["delivery", "line", "id"], name="housing_problem_line")],
            },
        ),
        CreateTable(
            name="Lease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("allocation", models.CharField(blank=True, max_length=40, verbose_name="how the home was allocated")),
                (
                    "association",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
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
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leases", to="housing.tenancy"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("tenancy", "="),
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
                        ],
                        name="housing_lease_no_overlap",
                        violation_error_message="The tenancy already has a lease in that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="housing_lease_period",
                        violation_error_message="The last day is before the first.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="HouseholdFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occurred_on", models.DateField(verbose_name="as of")),
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
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.housingassociation"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="household_facts", to="housing.lease"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("lease", "occurred_on"), name="housing_household_facts_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("children__isnull", True), ("children", 0), ("has_children", "yes"), _connector="OR"
                        ),
                        name="housing_household_children",
                    ),
                ],
            },
        ),
        CreateTable(
            name="ArrearsWarning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("as_of_year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount owed")),
                (
                    "previous_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="before"),
                ),
                (
                    "monthly_rent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="monthly rent"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("filed", "Filed with the bailiff court"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="latest due day")),
                ("demand_sent_on", models.DateField(blank=True, null=True, verbose_name="demand sent on")),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("risen", "Risen"),
                            ("fallen", "Fallen"),
                            ("unchanged", "Unchanged"),
                            ("vanished", "Vanished"),
                            ("ambiguous", "Ambiguous"),
                        ],
                        max_length=10,
                        verbose_name="change",
                    ),
                ),
                (
                    "gate_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreement", "Sharing agreement"),
                            ("s92_2", "Notice on filing"),
                            ("court", "Court notice"),
                        ],
                        max_length=20,
                        verbose_name="shared on the basis of",
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
                    "tenancy",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="housing.tenancy",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="housing.delivery",
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="housing.lease",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["lease", "-as_of", "-id"], name="housing_warning_lease"),
                    models.Index(fields=["association", "as_of_year"], name="housing_warning_year"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "tenancy"), name="housing_warning_once_a_delivery"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="housing_warning_amount"),
                ],
            },
        ),
        CreateTable(
            name="ArrearsStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paid", "Reported paid"),
                            ("withdrawn", "Arrears withdrawn by the association"),
                            ("vanished", "Gone from the arrears list"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                ("answer", models.CharField(blank=True, max_length=40, verbose_name="what happened")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("said_on", models.DateField(verbose_name="date")),
                ("said_at", models.DateTimeField(verbose_name="recorded")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "tenancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrears_statements",
                        to="housing.tenancy",
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
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrears_statements",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.lease"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["tenancy", "-id"], name="housing_statement_tenancy")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="housing_statement_undone_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "vanished"), _negated=True), ("answer__gt", ""), _connector="OR"
                        ),
                        name="housing_statement_answer",
                        violation_error_message="Say what happened.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "withdrawn"), _negated=True), ("reason__gt", ""), _connector="OR"
                        ),
                        name="housing_statement_reason",
                        violation_error_message="Give the reason.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("s92_2", "Notice on filing (§ 92(2))"), ("court", "Notice from the bailiff court")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("filed_on", models.DateField(verbose_name="filed with the court on")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount owed"
                    ),
                ),
                ("court", models.CharField(blank=True, max_length=100, verbose_name="bailiff court")),
                (
                    "court_case_number",
                    models.CharField(blank=True, max_length=40, verbose_name="the court's case number"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="housing.lease"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="accounts.municipality"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="housing.tenancy"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lease", "kind", "filed_on"),
                        name="housing_notice_once",
                        violation_error_message="That notice has already been recorded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="housing_notice_amount",
                    ),
                ],
            },
        ),
        CreateTable(
            name="SavedLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("definition", models.JSONField(verbose_name="definition")),
                (
                    "association",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="layouts",
                        to="housing.housingassociation",
                    ),
                ),
            ],
        ),
        CreateTable(
            name="SharingAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_step",
                    models.CharField(
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("filed", "Filed with the bailiff court"),
                        ],
                        max_length=20,
                        verbose_name="from step",
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None, verbose_name="fields"
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharing_agreements",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharing_agreements",
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
                            ("association", "="),
                            ("municipality", "="),
                        ],
                        name="housing_sharing_agreement_no_overlap",
                        violation_error_message="There already is an agreement in that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="housing_sharing_agreement_period",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Tenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("cpr_hash", models.BinaryField(blank=True, max_length=32, null=True, verbose_name="CPR hash")),
                ("cpr_sealed", models.BinaryField(blank=True, null=True, verbose_name="CPR ciphertext")),
                (
                    "cpr_key_version",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="key version"),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("is_address_protected", models.BooleanField(default=False, verbose_name="protected address")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenants",
                        to="housing.housingassociation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cpr_hash__isnull", False)),
                        fields=("association", "cpr_hash"),
                        name="housing_tenant_cpr_once",
                    ),
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
                        name="housing_tenant_cpr_whole",
                    ),
                ],
            },
        ),
        CreateTable(
            name="LeaseTenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "association",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lease_tenants", to="housing.lease"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lease_tenants", to="housing.tenant"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("lease", "="),
                            ("tenant", "="),
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
                        ],
                        name="housing_lease_tenant_no_overlap",
                        violation_error_message="This tenant is already on the lease in that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="housing_lease_tenant_period",
                    ),
                ],
            },
        ),
        CreateTable(
            name="ArrearsPosition",
            fields=[
                (
                    "tenancy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="position",
                        serialize=False,
                        to="housing.tenancy",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount owed")),
                (
                    "monthly_rent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="monthly rent"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("early", "Early concern"),
                            ("demanded", "Demand sent"),
                            ("rescinded", "Tenancy rescinded"),
                            ("filed", "Filed with the bailiff court"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="latest due day")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("since_on", models.DateField(verbose_name="in arrears since")),
                (
                    "gate_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreement", "Sharing agreement"),
                            ("s92_2", "Notice on filing"),
                            ("court", "Court notice"),
                        ],
                        max_length=20,
                        verbose_name="shared on the basis of",
                    ),
                ),
                ("vanished_on", models.DateField(blank=True, null=True, verbose_name="gone from the list of")),
                ("vanished_answer", models.CharField(blank=True, max_length=40, verbose_name="what happened")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="no longer owing from")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "outreach_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(step="demanded", then=models.Value(1)),
                            models.When(step="rescinded", then=models.Value(2)),
                            models.When(step="early", then=models.Value(3)),
                            models.When(step="filed", then=models.Value(4)),
                            default=models.Value(5),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.lease",
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
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "warning",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.arrearswarning",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_on__isnull", True)),
                        fields=["association", "outreach_rank", "since_on", "-amount", "tenancy"],
                        name="housing_position_outreach",
                    ),
                    models.Index(
                        condition=models.Q(("vanished_answer", ""), ("vanished_on__isnull", False)),
                        fields=["association", "vanished_on", "tenancy"],
                        name="housing_position_vanished",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vanished_on__isnull", True), ("settled_on__isnull", False), _connector="OR"
                        ),
                        name="housing_position_vanished_is_settled",
                    )
                ],
            },
        ),
        CreateTable(
            name="DepartmentDwellings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("dwellings", models.PositiveIntegerField(verbose_name="dwellings on 1 January")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dwellings", to="housing.department"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("department", "year"), name="housing_dwellings_once_a_year"),
                    models.CheckConstraint(condition=models.Q(("year__gte", 1900)), name="housing_dwellings_year"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(
                fields=("association", "code"),
                name="housing_department_code_once",
                violation_error_message="The association already has a department with that number.",
            ),
        ),
    ]

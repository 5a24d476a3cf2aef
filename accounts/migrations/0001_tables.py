"""The tables of `accounts` as of the first release."""

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

import accounts.models.organisations
from accounts.migrating import CreateTable
from accounts.roles import CREATE_WEB_ROLE, GRANT_TO_WEB_ROLE


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_background_work"),
    ]

    dependencies = []

    operations = [
        migrations.RunSQL(CREATE_WEB_ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(GRANT_TO_WEB_ROLE, migrations.RunSQL.noop),
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateTable(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "Somebody already has this username."},
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "language",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")],
                        default="da",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[("auto", "As the system"), ("light", "Light"), ("dark", "Dark")],
                        default="auto",
                        max_length=5,
                        verbose_name="appearance",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may log in")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "abstract": False,
            },
        ),
        CreateTable(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("unit", "Municipal unit"),
                            ("association", "Housing association"),
                            ("administrator", "Administrator of associations"),
                            ("other", "Other organisation"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
            ],
        ),
        CreateTable(
            name="AccessLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("user_id", models.BigIntegerField()),
                ("user_name", models.CharField(max_length=150, verbose_name="who")),
                ("organisation_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField(null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "Caseworker"),
                            ("team_leader", "Team leader"),
                            ("employment_caseworker", "Employment caseworker"),
                            ("tenant_adviser", "Tenant adviser"),
                            ("association_officer", "Association officer"),
                            ("manager", "Manager"),
                            ("administrator", "Administrator"),
                            ("data_protection_officer", "Data-protection officer"),
                        ],
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                (
                    "look",
                    models.CharField(
                        choices=[
                            ("view", "Viewed"),
                            ("list", "Listed"),
                            ("search", "Searched"),
                            ("export", "Exported"),
                            ("change", "Changed"),
                            ("purpose", "Stated a purpose"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("subject", models.CharField(max_length=60, verbose_name="of what")),
                ("subject_ids", models.JSONField(default=list)),
                ("case_id", models.BigIntegerField(null=True)),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="purpose")),
                ("path", models.CharField(max_length=100, verbose_name="page")),
                ("status", models.PositiveSmallIntegerField(verbose_name="answer")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality_id", "-at", "-id"], name="accounts_log_municipality"),
                    models.Index(fields=["user_id", "-at", "-id"], name="accounts_log_user"),
                    models.Index(
                        condition=models.Q(("case_id__isnull", False)),
                        fields=["case_id", "-at"],
                        name="accounts_log_case",
                    ),
                ],
            },
        ),
        CreateTable(
            name="BackgroundRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=100, verbose_name="task")),
                ("job_id", models.BigIntegerField()),
                ("attempt", models.PositiveSmallIntegerField(default=1, verbose_name="attempt")),
                ("started_at", models.DateTimeField(verbose_name="began")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("lost", "Interrupted"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=200, verbose_name="what it did")),
                ("fault", models.CharField(blank=True, max_length=100, verbose_name="what was wrong")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-started_at", "-id"], name="accounts_run_newest"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["job_id"], name="accounts_run_job"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("outcome", "running")),
                            models.Q(models.Q(("outcome", "running"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_run_ended_pair",
                    )
                ],
            },
        ),
        CreateTable(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at__isnull", True)),
                        fields=["written_at"],
                        name="accounts_mail_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at__isnull", True), ("text", ""), _connector="OR"),
                        name="accounts_mail_emptied_when_sent",
                    )
                ],
            },
        ),
        CreateTable(
            name="Municipality",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="municipality",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("code", models.CharField(max_length=3, unique=True, verbose_name="municipality code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
            ],
        ),
        CreateTable(
            name="Unit",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="unit",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                (
                    "administration",
                    models.CharField(
                        choices=[
                            ("SOF", "Social services (SOF)"),
                            ("BIF", "Employment administration (BIF)"),
                            ("other", "Other administration"),
                        ],
                        max_length=10,
                        verbose_name="administration",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="accounts.municipality"
                    ),
                ),
            ],
        ),
        CreateTable(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "Caseworker"),
                            ("team_leader", "Team leader"),
                            ("employment_caseworker", "Employment caseworker"),
                            ("tenant_adviser", "Tenant adviser"),
                            ("association_officer", "Association officer"),
                            ("manager", "Manager"),
                            ("administrator", "Administrator"),
                            ("data_protection_officer", "Data-protection officer"),
                        ],
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="declined")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_membership_approved_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("declined_at__isnull", True), ("declined_by__isnull", True)),
                            models.Q(("declined_at__isnull", False), ("declined_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accounts_membership_declined_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True), ("declined_by__isnull", True), _connector="OR"
                        ),
                        name="accounts_membership_approved_or_declined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_membership_two_people",
                        violation_error_message="Somebody else than the one who proposed it must approve a role.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_membership_not_own",
                        violation_error_message="Nobody approves their own role.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="accounts_membership_period",
                        violation_error_message="The last day is before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("declined_at__isnull", True)),
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
                            ("organisation", "="),
                            ("role", "="),
                        ],
                        name="accounts_membership_no_overlap",
                        violation_error_message="This person already holds that role there in that period.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="OrganisationAdministration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "administrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administered",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrations",
                        to="accounts.organisation",
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
                            ("organisation", "="),
                        ],
                        name="accounts_administration_no_overlap",
                        violation_error_message="This organisation already has an administrator in that period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", models.F("administrator")), _negated=True),
                        name="accounts_administration_not_itself",
                        violation_error_message="An organisation cannot administer itself.",
                    ),
                ],
            },
        ),
    ]

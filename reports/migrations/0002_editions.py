"""Editions of the figures: proposed, published, and what is said of a year."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable
from accounts.roles import WEB_ROLE

#: What was published, and what was said of a year, is only ever added; a remark may be taken back.
APPEND_ONLY = "reports_edition, reports_annotation"
GRANTS = f"GRANT UPDATE (withdrawn_at, withdrawn_by_id) ON reports_annotation TO {WEB_ROLE}"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notifications"),
        ("reports", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTable(
            name="EditionProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Being counted"),
                            ("waiting", "Waiting for a second person"),
                            ("published", "Published"),
                            ("rejected", "Rejected"),
                            ("nothing_new", "Nothing had changed"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("reason_da", models.TextField(blank=True, verbose_name="why it is made, in Danish")),
                ("reason_en", models.TextField(blank=True, verbose_name="why it is made, in English")),
                ("document", models.TextField(blank=True, verbose_name="document")),
                ("hidden_count", models.PositiveIntegerField(default=0, verbose_name="hidden cells")),
                (
                    "recovered_count",
                    models.PositiveIntegerField(default=0, verbose_name="hidden cells that could be worked out"),
                ),
                ("changed_count", models.PositiveIntegerField(default=0, verbose_name="changed cells")),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                ("counted_at", models.DateTimeField(blank=True, null=True, verbose_name="counted")),
                ("rejected_at", models.DateTimeField(blank=True, null=True, verbose_name="rejected")),
                ("rejected_because", models.TextField(blank=True, verbose_name="why it was rejected")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition_proposals",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rejected_by",
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
                        condition=models.Q(("state__in", ("asked", "waiting"))),
                        fields=("municipality", "year"),
                        name="reports_proposal_one_open",
                        violation_error_message="An edition of this year is proposed already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_because__gt", ""),
                                ("rejected_by__isnull", False),
                                ("state", "rejected"),
                                ("rejected_at__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "rejected"), _negated=True),
                                ("rejected_at__isnull", True),
                                ("rejected_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="reports_proposal_rejected_for_a_reason",
                        violation_error_message="Say why the edition is rejected.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["waiting", "published"]), _negated=True),
                            models.Q(("counted_at__isnull", False), ("document__gt", "")),
                            _connector="OR",
                        ),
                        name="reports_proposal_counted",
                    ),
                ]
            },
        ),
        CreateTable(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveSmallIntegerField(verbose_name="edition")),
                ("document", models.TextField(verbose_name="document")),
                ("checksum", models.CharField(max_length=64, verbose_name="checksum")),
                ("software_version", models.CharField(max_length=40, verbose_name="software version")),
                ("published_at", models.DateTimeField(verbose_name="published")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="accounts.municipality"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edition",
                        to="reports.editionproposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "year", "number"), name="reports_edition_once"),
                    models.CheckConstraint(
                        condition=models.Q(("published_by", models.F("proposed_by")), _negated=True),
                        name="reports_edition_two_people",
                        violation_error_message="Somebody else than the one who proposed it must publish an edition.",
                    ),
                ]
            },
        ),
        CreateTable(
            name="Annotation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("text_da", models.TextField(verbose_name="Danish")),
                ("text_en", models.TextField(verbose_name="English")),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annotations",
                        to="accounts.municipality",
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "year", "id"], name="reports_annotation_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reports_annotation_withdrawn_pair",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}; {GRANTS}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        ),
    ]

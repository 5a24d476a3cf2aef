"""The facts the statistics count, and their sums."""

import django.contrib.postgres.fields
from django.db import migrations, models

from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_editions"),
    ]

    operations = [
        CreateTable(
            name="Cell",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place_kind",
                        "place_id",
                        "year",
                        "measure",
                        "dimension",
                        "category",
                        "municipality_id",
                        "association_id",
                        "is_campaign",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "place_kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("association", "Housing association"),
                            ("department", "Department"),
                            ("district", "District"),
                            ("programme", "Programme"),
                            ("adviser", "Tenant adviser"),
                        ],
                        max_length=12,
                    ),
                ),
                ("place_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("measure", models.CharField(max_length=30)),
                ("dimension", models.CharField(max_length=20)),
                ("category", models.CharField(max_length=60)),
                ("municipality_id", models.BigIntegerField()),
                ("association_id", models.BigIntegerField()),
                ("is_campaign", models.BooleanField()),
                ("count", models.BigIntegerField()),
            ],
        ),
        CreateTable(
            name="CaseFact",
            fields=[
                ("municipality_id", models.BigIntegerField()),
                ("association_id", models.BigIntegerField()),
                ("department_id", models.BigIntegerField()),
                ("district", models.PositiveSmallIntegerField()),
                ("is_restricted", models.BooleanField()),
                ("is_campaign", models.BooleanField()),
                ("cause", models.CharField(max_length=20)),
                ("household_type", models.CharField(max_length=40)),
                ("has_children", models.CharField(max_length=7)),
                ("age_band", models.CharField(max_length=10)),
                ("tenancy_length", models.CharField(max_length=10)),
                ("allocation", models.CharField(max_length=40)),
                ("case_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("unit_id", models.BigIntegerField()),
                ("opened_on", models.DateField()),
                ("opened_year", models.PositiveSmallIntegerField()),
                ("opened_by", models.CharField(max_length=20)),
                ("started_on", models.DateField()),
                ("days_to_attempt", models.IntegerField(null=True)),
                ("days_to_reach", models.IntegerField(null=True)),
                ("days_to_help", models.IntegerField(null=True)),
                ("days_to_taken_up", models.IntegerField(null=True)),
                ("attempts", models.PositiveIntegerField()),
                ("furthest", models.CharField(max_length=20)),
                ("cohort_end", models.CharField(max_length=12)),
                ("end_kind", models.CharField(max_length=12)),
                ("ended_on", models.DateField(null=True)),
                ("closed_year", models.PositiveSmallIntegerField()),
                ("housing_outcome", models.CharField(max_length=40)),
                ("contact_outcome", models.CharField(max_length=40)),
                ("arrears_outcome", models.CharField(max_length=40)),
                ("is_averted", models.BooleanField()),
                ("has_help", models.BooleanField()),
                ("repeat_3", models.CharField(max_length=12)),
                ("repeat_6", models.CharField(max_length=12)),
                ("repeat_12", models.CharField(max_length=12)),
                (
                    "backgrounds",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "missing",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality_id", "opened_year"], name="reports_case_fact_opened"),
                    models.Index(fields=["municipality_id", "closed_year"], name="reports_case_fact_closed"),
                ],
            },
        ),
        CreateTable(
            name="EvictionFact",
            fields=[
                ("municipality_id", models.BigIntegerField()),
                ("association_id", models.BigIntegerField()),
                ("department_id", models.BigIntegerField()),
                ("district", models.PositiveSmallIntegerField()),
                ("is_restricted", models.BooleanField()),
                ("is_campaign", models.BooleanField()),
                ("cause", models.CharField(max_length=20)),
                ("household_type", models.CharField(max_length=40)),
                ("has_children", models.CharField(max_length=7)),
                ("age_band", models.CharField(max_length=10)),
                ("tenancy_length", models.CharField(max_length=10)),
                ("allocation", models.CharField(max_length=40)),
                ("eviction_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case_id", models.BigIntegerField()),
                ("occurred_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.CharField(max_length=2)),
                (
                    "further_causes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("is_households_first", models.BooleanField()),
                ("persons", models.PositiveIntegerField(null=True)),
                ("children", models.PositiveIntegerField(null=True)),
                ("is_in_known_dwellings", models.BooleanField()),
                ("is_reviewed", models.BooleanField()),
                (
                    "chances",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality_id", "year"], name="reports_eviction_fact_year")],
            },
        ),
        CreateTable(
            name="StatisticsRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counted_at", models.DateTimeField()),
                ("seconds", models.DecimalField(decimal_places=1, max_digits=9)),
                ("cases", models.PositiveIntegerField()),
                ("evictions", models.PositiveIntegerField()),
                ("cells", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["-counted_at"], name="reports_run_newest")],
            },
        ),
    ]

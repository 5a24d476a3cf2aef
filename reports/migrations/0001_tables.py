"""The tables of `reports` as of the first release."""

from django.db import migrations, models

from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    initial = True

    replaces = [("reports", "0001_initial")]

    dependencies = []

    operations = [
        CreateTable(
            name="OfficialFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("year", "Whole year"),
                            ("first_half", "First half of the year"),
                            ("second_half", "Second half of the year"),
                        ],
                        max_length=12,
                        verbose_name="period",
                    ),
                ),
                ("area_code", models.CharField(max_length=3, verbose_name="area code")),
                ("area", models.CharField(max_length=100, verbose_name="area")),
                ("measure", models.CharField(max_length=40, verbose_name="measure")),
                (
                    "sector",
                    models.CharField(
                        choices=[("social", "Social housing"), ("all", "All landlords"), ("unknown", "Unknown")],
                        max_length=10,
                        verbose_name="sector",
                    ),
                ),
                ("grounds", models.CharField(blank=True, max_length=100, verbose_name="grounds")),
                ("unit", models.CharField(default="evictions", max_length=40, verbose_name="unit")),
                ("value", models.PositiveIntegerField(verbose_name="value")),
                ("is_approximate", models.BooleanField(default=False, verbose_name="approximate")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="provisional")),
                ("series_break", models.BooleanField(default=False, verbose_name="series break")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("imported_at", models.DateTimeField(verbose_name="imported")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "period", "area_code", "measure", "sector"), name="reports_official_figure_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1900), ("year__lte", 2200)),
                        name="reports_official_figure_year",
                    ),
                ],
            },
        ),
    ]

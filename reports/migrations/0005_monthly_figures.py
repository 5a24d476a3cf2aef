"""Which managers have been mailed the figures of which month."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_monthly_figures"), ("reports", "0004_known_counts")]

    operations = [
        CreateTable(
            name="MonthlyFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="month")),
                ("written_at", models.DateTimeField(verbose_name="when")),
                (
                    "membership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("membership", "month"), name="reports_monthly_figures_once")
                ],
            },
        ),
    ]

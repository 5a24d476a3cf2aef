"""Large lists are read and received in the worker."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0004_notice_cause"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="status",
            field=models.CharField(
                choices=[
                    ("reading", "Being read"),
                    ("checked", "Checked, not received yet"),
                    ("applying", "Being received"),
                    ("applied", "Received"),
                    ("discarded", "Discarded"),
                    ("undone", "Undone"),
                ],
                default="checked",
                max_length=10,
                verbose_name="status",
            ),
        ),
        CreateTable(
            name="DeliveryWork",
            fields=[
                (
                    "delivery",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="work",
                        serialize=False,
                        to="housing.delivery",
                    ),
                ),
                ("skips_faulty", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("membership_id", models.BigIntegerField()),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for its turn"),
                            ("counting", "Counting the lines"),
                            ("reading", "Reading the lines"),
                            ("comparing", "Comparing with what is known"),
                            ("writing", "Writing the arrears"),
                            ("cases", "Bringing cases up to date"),
                            ("ended", "Done"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="lines read")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="lines")),
                ("began_at", models.DateTimeField(blank=True, null=True, verbose_name="began")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="last sign of life")),
                ("stop_asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked to stop")),
                ("message", models.CharField(blank=True, max_length=400, verbose_name="why it was not done")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
                    ),
                ),
            ],
        ),
    ]

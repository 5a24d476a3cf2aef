"""What people are told, and how often they are mailed about it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="mail_pace",
            field=models.CharField(
                choices=[("at_once", "At once"), ("daily", "Once a day, in the morning"), ("never", "Never")],
                default="daily",
                max_length=8,
                verbose_name="mail about what is new",
            ),
        ),
        CreateTable(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="what happened")),
                ("subject", models.CharField(blank=True, max_length=60, verbose_name="of what")),
                ("path", models.CharField(max_length=200, verbose_name="where it is read")),
                ("key", models.CharField(max_length=80)),
                ("told_at", models.DateTimeField(verbose_name="when")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                ("is_mailed", models.BooleanField(default=False, verbose_name="mailed")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-told_at", "-id"], name="accounts_notification_newest"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["user", "organisation"],
                        name="accounts_notification_unread",
                    ),
                    models.Index(
                        condition=models.Q(("is_mailed", False), ("read_at__isnull", True)),
                        fields=["user"],
                        name="accounts_notification_to_mail",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="accounts_notification_once")],
            },
        ),
    ]

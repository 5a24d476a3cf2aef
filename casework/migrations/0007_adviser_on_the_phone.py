"""The adviser's drop-in hours, people to follow up, and contacts a phone sends twice but that count once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from accounts.migrating import CreateTable

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_appointments_and_eviction_reviews"),
        ("housing", "0005_list_in_the_worker"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTable(
            name="DropInHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=100, verbose_name="place")),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=list(enumerate(WEEKDAYS)), null=True, verbose_name="weekday"
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                ("starts_at", models.TimeField(verbose_name="from")),
                ("ends_at", models.TimeField(verbose_name="until")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.housingassociation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["adviser", "starts_at", "id"], name="casework_drop_in_own")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(weekday__isnull=False, weekday__lte=6, on__isnull=True)
                        | Q(weekday__isnull=True, on__isnull=False),
                        name="casework_drop_in_when",
                        violation_error_message="Choose a weekday or a date, not both.",
                    ),
                    models.CheckConstraint(
                        condition=Q(ends_at__gt=F("starts_at")),
                        name="casework_drop_in_hours",
                        violation_error_message="They end before they begin.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="advisercontact",
            name="device_key",
            field=models.UUIDField(blank=True, null=True, verbose_name="key from the phone"),
        ),
        migrations.AddField(
            model_name="advisercontact",
            name="follow_up_on",
            field=models.DateField(blank=True, null=True, verbose_name="follow up on"),
        ),
        migrations.AddField(
            model_name="advisercontact",
            name="followed_up_on",
            field=models.DateField(blank=True, null=True, verbose_name="followed up"),
        ),
        migrations.AddIndex(
            model_name="advisercontact",
            index=models.Index(
                condition=Q(follow_up_on__isnull=False, followed_up_on__isnull=True),
                fields=["adviser", "follow_up_on", "id"],
                name="casework_adviser_follow_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="advisercontact",
            constraint=models.CheckConstraint(
                condition=Q(followed_up_on__isnull=True) | Q(follow_up_on__isnull=False),
                name="casework_adviser_contact_followed_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="advisercontact",
            constraint=models.UniqueConstraint(
                fields=("adviser", "device_key"), name="casework_adviser_contact_sent_once"
            ),
        ),
    ]

"""An eviction's month is its day's: no figure asks for it by itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_monthly_figures"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="evictionfact",
            name="month",
        ),
    ]

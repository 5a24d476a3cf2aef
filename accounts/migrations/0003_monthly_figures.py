"""Who is mailed the figures of the month."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_notifications")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="has_monthly_figures",
            field=models.BooleanField(
                default=False,
                help_text="On the first working day of each month, with counts of 1–4 hidden. Turn it off here again.",
                verbose_name="the figures of the month by mail",
            ),
        ),
    ]

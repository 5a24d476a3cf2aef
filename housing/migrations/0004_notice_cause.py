"""A notice of the court says what it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("housing", "0003_newer_code_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="cause",
            field=models.CharField(default="arrears", max_length=20, verbose_name="cause"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "court"), ("cause", "arrears"), _connector="OR"),
                name="housing_notice_cause",
                violation_error_message="A notice under § 92(2) is about arrears.",
            ),
        ),
    ]

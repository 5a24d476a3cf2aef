"""What a proposed edition shows and hides, by name, for those that come after it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_facts_and_cells")]

    operations = [
        migrations.AddField(
            model_name="editionproposal",
            name="known_counts",
            field=models.TextField(blank=True, verbose_name="counts shown and hidden"),
        ),
    ]

"""Gives every municipality the legal parameters the product proposes, with their sources."""

import csv
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PROPOSALS = Path(__file__).resolve().parent.parent / "legal_parameters.csv"


def propose(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write each line of the proposals for each municipality."""
    alias = schema_editor.connection.alias
    parameter = apps.get_model("casework", "LegalParameter")
    municipalities = apps.get_model("accounts", "Municipality").objects.using(alias).values_list("pk", flat=True)
    with PROPOSALS.open(encoding="utf-8", newline="") as lines:
        proposals = [{**line, "ends_on": line["ends_on"] or None} for line in csv.DictReader(lines)]
    parameter.objects.using(alias).bulk_create(
        parameter(municipality_id=municipality, **line) for municipality in municipalities for line in proposals
    )


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_legal_parameters")]

    operations = [migrations.RunPython(propose, migrations.RunPython.noop, elidable=True)]

"""Loads the lists that came to the code book after it was first loaded; a list that is there is left alone."""

import csv
from collections import Counter
from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

first = import_module("housing.migrations.0002_code_book")


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the lines of each list of which the database knows nothing."""
    code_model = apps.get_model("housing", "Code")
    there = code_model.objects.using(schema_editor.connection.alias)
    known = set(there.values_list("list", flat=True))
    position: Counter[str] = Counter()
    codes = []
    with first.BOOK.open(encoding="utf-8", newline="") as book:
        for line in csv.DictReader(book):
            position[line["list"]] += 1
            if line["list"] in known:
                continue
            codes.append(
                code_model(
                    list=line["list"],
                    code=line["code"],
                    name_da=line["da"],
                    name_en=line["en"],
                    definition_da=line["definition_da"],
                    definition_en=line["definition_en"],
                    position=position[line["list"]],
                    valid_from=first.VALID_FROM,
                    source=first.SOURCE,
                )
            )
    there.bulk_create(codes)


class Migration(migrations.Migration):
    dependencies = [("housing", "0002_code_book")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=True)]

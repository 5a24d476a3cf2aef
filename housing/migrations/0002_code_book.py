"""Loads the first code book: every code with its names and its definition."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BOOK = Path(__file__).resolve().parent.parent / "code_lists.csv"
VALID_FROM = dt.date(2010, 1, 1)
SOURCE = "Fasthold code book 1"


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write each line of the book as a code, in the order of its list."""
    code_model = apps.get_model("housing", "Code")
    position: Counter[str] = Counter()
    codes = []
    with BOOK.open(encoding="utf-8", newline="") as book:
        for line in csv.DictReader(book):
            position[line["list"]] += 1
            codes.append(
                code_model(
                    list=line["list"],
                    code=line["code"],
                    name_da=line["da"],
                    name_en=line["en"],
                    definition_da=line["definition_da"],
                    definition_en=line["definition_en"],
                    position=position[line["list"]],
                    valid_from=VALID_FROM,
                    source=SOURCE,
                )
            )
    code_model.objects.using(schema_editor.connection.alias).bulk_create(codes)


def unload(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the book back."""
    apps.get_model("housing", "Code").objects.using(schema_editor.connection.alias).filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    replaces = [("housing", "0003_code_book")]
    dependencies = [("housing", "0001_tables")]

    operations = [migrations.RunPython(load, unload, elidable=False)]

"""Loads the missed chances of an eviction review into a code book from before there were any."""

from importlib import import_module

from django.db import migrations

newer = import_module("housing.migrations.0003_newer_code_lists")


class Migration(migrations.Migration):
    dependencies = [("housing", "0005_list_in_the_worker")]

    operations = [migrations.RunPython(newer.load, migrations.RunPython.noop, elidable=True)]

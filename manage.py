#!/usr/bin/env python
"""Runs a command of the project: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Choose the database role by the command's name, then run it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config import database

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in database.OWNER_COMMANDS:
        os.environ[database.ROLE_VARIABLE] = database.OWNER
    if command not in database.COMMANDS_WITHOUT_DATABASE:
        database.exit_unless_reachable()

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

"""Fill an empty database with the invented Copenhagen of the demo."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from config.demo.editions import write_editions
from config.demo.world import HOUSEHOLDS, write_world


class Command(BaseCommand):
    """Demo people do not exist; real ones are never touched: a database with users is left as it is."""

    help = "Fills an empty database with demo data: invented people in a small Copenhagen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="1 makes about 1,000 cases, 100 about 100,000")
        parser.add_argument("--if-empty", action="store_true", help="say nothing is to do when there are users already")

    def handle(self, *args: Any, scale: int, if_empty: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data is for demo mode only: set FASTHOLD_DEMO.")
        if scale < 1:
            raise CommandError("--scale takes a whole number from 1.")
        if User.objects.exists():
            if if_empty:
                self.stdout.write("The database has its data already.")
                return
            raise CommandError("The database is not empty. `make demo-reset` throws the demo data away first.")
        began = time.perf_counter()
        self.stdout.write("Writing the demo data: invented people in a small Copenhagen")
        now = timezone.now()
        town = write_world(households=HOUSEHOLDS * scale, now=now, say=lambda text: self.stdout.write(f"  {text}"))
        call_command("count_statistics", stdout=self.stdout)
        write_editions(town, now)
        call_command("import_official_figures", stdout=self.stdout)
        self.stdout.write(f"Done in {time.perf_counter() - began:.0f} seconds.")

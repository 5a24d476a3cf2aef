"""Be the worker: run what was asked for beside the web, until ended."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import background


class Command(BaseCommand):
    """Several may run at once; one that is killed loses nothing, the next begins its work again."""

    help = "Runs the work that the web asked for, and what runs by the clock, until it is ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do")
        parser.add_argument(
            "--patience",
            type=float,
            default=background.PATIENCE_SECONDS,
            help="seconds without a sign of life after which another worker counts as dead",
        )

    def handle(self, *args: Any, once: bool, patience: float, **options: Any) -> None:
        if patience <= 0:
            raise CommandError("--patience takes a number of seconds above 0.")
        background.work(patience=patience, is_endless=not once)

"""Print a year's figures as the page shows them, for other programs."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from accounts.models import Municipality, User
from accounts.scope import Scope
from housing.models import HousingAssociation
from reports.enums import Reader
from reports.exports import csv_report, json_report
from reports.official import FIRST_YEAR
from reports.people import NoSuchReader, scope_of
from reports.permissions import reach_of, reader_of
from reports.queries import official_series
from reports.reach import Reach, of_association, of_everything, of_municipality
from reports.report import YearReport, year_report


class Command(BaseCommand):
    help = (
        "Prints a year's figures. With --by as that person may see them, small counts hidden; without, the operator's "
        "full view: every figure, nothing hidden, of one municipality, one association, or all that is kept here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--municipality", metavar="CODE", help="the municipality's three digits, 101 for København")
        whose.add_argument("--association", metavar="CODE", help="the housing association's code")
        parser.add_argument("--by", metavar="USERNAME", help="whose report it is")
        parser.add_argument("--without-campaigns", action="store_true", help="leave out the cases of campaigns")
        parser.add_argument("--format", choices=["json", "csv"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        last = timezone.localdate(now).year
        if not FIRST_YEAR <= options["year"] <= last:
            raise CommandError(
                _("Choose a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": last}, returncode=2
            )
        try:
            scope = scope_of(options["by"], now=now) if options["by"] else None
            with translation.override(self._language(options["by"])):
                report = self._report(scope, options)
                self._print(report, options["format"])
        except (NotAllowed, NoSuchReader) as refusal:
            raise CommandError(str(refusal.args[0]), returncode=2) from refusal

    def _report(self, scope: Scope | None, options: dict[str, Any]) -> YearReport:
        reach = self._operators_reach(options) if scope is None else self._persons_reach(scope, options)
        if options["without_campaigns"]:
            reach = reach.without_campaigns()
        if scope is None:
            return year_report(reach, options["year"], reader=Reader.OPERATOR, hides_small_counts=False)
        hides = scope.hides_small_counts
        return year_report(reach, options["year"], reader=reader_of(scope), hides_small_counts=hides)

    def _operators_reach(self, options: dict[str, Any]) -> Reach:
        if options["municipality"]:
            return of_municipality(_municipality(options["municipality"]))
        if options["association"]:
            return of_association(_association(options["association"]))
        return of_everything()

    def _persons_reach(self, scope: Scope, options: dict[str, Any]) -> Reach:
        if options["municipality"] and _municipality(options["municipality"]).pk != scope.municipality_id:
            raise NotAllowed(_("That is not this person’s municipality."))
        if not options["association"]:
            return reach_of(scope)
        association = _association(options["association"])
        if not HousingAssociation.objects.visible_to(scope).filter(pk=association.pk).exists():
            raise NotAllowed(_("That association is not this person’s to see."))
        is_own = scope.association_ids == (association.pk,)
        return reach_of(scope) if is_own else reach_of(scope, association)

    def _print(self, report: YearReport, form: str) -> None:
        series = official_series(report.reach)
        if form == "csv":
            self.stdout.write(csv_report(report, series), ending="")
        else:
            self.stdout.write(json.dumps(json_report(report, series), ensure_ascii=False, indent=2))

    @staticmethod
    def _language(username: str | None) -> str:
        """The person's language; without one that of the command line."""
        if username is None:
            return translation.get_language() or "da"
        return User.objects.values_list("language", flat=True).get(username=username)


def _municipality(code: str) -> Municipality:
    municipality = Municipality.objects.filter(code=code).first()
    if municipality is None:
        raise CommandError(_("There is no municipality %(code)s.") % {"code": code}, returncode=2)
    return municipality


def _association(code: str) -> HousingAssociation:
    association = HousingAssociation.objects.filter(code=code).first()
    if association is None:
        raise CommandError(_("There is no housing association %(code)s.") % {"code": code}, returncode=2)
    return association

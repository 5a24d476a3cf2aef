"""Receives an association's arrears list from a file of any size."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.errors import Refused
from accounts.models import Membership, OrganisationAdministration
from accounts.scope import Scope, announce
from accounts.wording import kroner
from housing.deliveries.records import Arrival, OlderList, layouts_for
from housing.enums import Severity
from housing.importing.layouts import Layout
from housing.importing.rows import Problem
from housing.importing.unreadable import UnreadableFile
from housing.models import HousingAssociation

from ...actions.intake import Outcome, deliver

FAULTY, NOT_UNDERSTOOD = 1, 2
_NUMBERS = ("new", "risen", "fallen", "unchanged", "vanished", "ambiguous")


class Command(BaseCommand):
    """The same look, comparison and receipt as the page, in one go."""

    help = (
        "Receives an arrears list. Exit code 0: done, or the file was received before; 1: faults, nothing written;"
        " 2: the file or the arguments cannot be understood."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the list, CSV or XLSX")
        parser.add_argument("--association", required=True, metavar="CODE", help="the association whose list it is")
        parser.add_argument("--layout", required=True, metavar="NAME", help="how the list is laid out: kab, fsb, aab …")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the association's officer who delivers it")
        parser.add_argument("--as-of", type=_day, metavar="DATE", help="the day the list speaks of; default: today")
        parser.add_argument("--supplement", action="store_true", help="the list does not name everybody in arrears")
        parser.add_argument("--dry-run", action="store_true", help="look it through and write nothing")
        parser.add_argument("--skip-faulty", action="store_true", help="receive the list without its faulty lines")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        association = _association(options["association"])
        arrival = Arrival(
            association,
            _layout(options["layout"], association),
            options["as_of"] or timezone.localdate(now),
            is_complete=not options["supplement"],
            file_name=options["file"].name,
        )
        by = _officer(options["by"], association, today=timezone.localdate(now))
        with _opened(options["file"]) as stream:
            outcome = self._deliver(stream, arrival, by, now, options)
        self._print(outcome, arrival, as_json=options["json"])
        if outcome.delivery is None and _is_faulty(outcome) and not options["skip_faulty"]:
            raise CommandError(
                _("Nothing was received. Correct the faults, or leave those lines out with --skip-faulty."),
                returncode=FAULTY,
            )

    def _deliver(
        self, stream: BinaryIO, arrival: Arrival, by: Scope, now: dt.datetime, options: dict[str, Any]
    ) -> Outcome:
        try:
            with transaction.atomic():
                announce(by)
                return deliver(
                    stream,
                    arrival,
                    is_dry_run=options["dry_run"],
                    skips_faulty=options["skip_faulty"],
                    by=by,
                    now=now,
                )
        except UnreadableFile as error:
            _not_understood(error.message, error)
        except OlderList as error:
            raise CommandError(error.message, returncode=FAULTY) from error
        except Refused as error:
            _not_understood(error.message, error)

    def _print(self, outcome: Outcome, arrival: Arrival, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_as_json(outcome, arrival), ensure_ascii=False))
            return
        for line in _as_text(outcome, arrival):
            self.stdout.write(line)


def _as_json(outcome: Outcome, arrival: Arrival) -> dict[str, Any]:
    counts = outcome.counts
    return {
        "file": arrival.file_name,
        "rows": counts["rows"],
        "tenancies": counts["tenancies"],
        "total_arrears": counts["total_arrears"],
        **{name: counts[name] for name in _NUMBERS},
        "problems": [problem.to_dict() for problem in outcome.problems],
        "cases_opened": counts["cases_opened"],
        "cases_refreshed": counts["cases_refreshed"],
        "applied": outcome.is_applied,
    }


def _as_text(outcome: Outcome, arrival: Arrival) -> list[str]:
    counts = outcome.counts
    tenancies = ngettext("%(count)d tenancy", "%(count)d tenancies", counts["tenancies"])
    arrears = kroner(Decimal(counts["total_arrears"]))
    lines = [
        f"{arrival.file_name}: {tenancies % {'count': counts['tenancies']}}, {arrears}",
        _(
            "New %(new)d, risen %(risen)d, fallen %(fallen)d, unchanged %(unchanged)d, vanished %(vanished)d,"
            " ambiguous %(ambiguous)d"
        )
        % counts,
        *(_problem_line(problem) for problem in outcome.problems),
    ]
    if outcome.is_applied:
        lines.append(_("Received. Cases opened: %(cases_opened)d, refreshed: %(cases_refreshed)d") % counts)
    elif outcome.delivery is not None:
        lines.append(_("This file was received before. Nothing was changed."))
    else:
        lines.append(_("Not received. It would open %(cases_opened)d cases and refresh %(cases_refreshed)d") % counts)
    return lines


def _problem_line(problem: Problem) -> str:
    label = Severity(problem.severity).label
    return _("Line %(line)d: %(label)s. %(message)s") % {
        "line": problem.line,
        "label": label,
        "message": problem.message,
    }


def _is_faulty(outcome: Outcome) -> bool:
    return any(problem.severity == Severity.FATAL for problem in outcome.problems)


def _day(text: str) -> dt.date:
    """A day written 2026-10-20, for argparse."""
    return dt.date.fromisoformat(text)


def _association(code: str) -> HousingAssociation:
    found = HousingAssociation.objects.filter(code__iexact=code).first()
    if found is None:
        _not_understood(_("There is no association with the code “%(code)s”.") % {"code": code})
    return found


def _layout(name: str, association: HousingAssociation) -> Layout:
    layouts = layouts_for([association.pk])
    if name not in layouts:
        _not_understood(
            _("There is no layout “%(name)s”. Choose one of: %(names)s.")
            % {"name": name, "names": ", ".join(sorted(layouts))}
        )
    return layouts[name]


def _officer(username: str, association: HousingAssociation, *, today: dt.date) -> Scope:
    """The scope of somebody who is an officer of the association, or of the administrator that runs it."""
    administrators = (
        OrganisationAdministration.objects.current(today)
        .filter(organisation=association.organisation_id)
        .values("administrator")
    )
    memberships = Membership.objects.current(today).filter(
        user__username=username, user__is_active=True, role=Role.ASSOCIATION_OFFICER
    )
    own = memberships.filter(organisation=association.organisation_id)
    membership = (
        (own | memberships.filter(organisation__in=administrators)).select_related("user", "organisation").first()
    )
    if membership is None:
        _not_understood(_("“%(name)s” is no officer of the association.") % {"name": username})
    return Scope(
        user_id=membership.user_id,
        user_name=membership.user.name,
        role=Role.ASSOCIATION_OFFICER,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation.name,
        today=today,
        membership_id=membership.pk,
        association_ids=(association.pk,),
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        _not_understood(_("The file “%(name)s” cannot be opened.") % {"name": path.name}, error)


def _not_understood(message: str, cause: Exception | None = None) -> NoReturn:
    raise CommandError(message, returncode=NOT_UNDERSTOOD) from cause

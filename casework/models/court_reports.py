"""What an association tells of its tenancies in court, and the court's own notices as they came in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from housing.models import HousingAssociation, Lease, Notice, Tenancy

from ..enums import Cause
from ..enums_association import CourtFileStatus, CourtLineReason, CourtLineState, ReportKind
from .courses import Eviction, LegalStep

if TYPE_CHECKING:
    from accounts.scope import Scope


class CourtReportQuerySet(models.QuerySet["CourtReport"]):
    def visible_to(self, scope: Scope) -> CourtReportQuerySet:
        """The association's own officers; the municipality reads what reached its case there."""
        if not scope.is_in_association:
            return self.none()
        return self.filter(association_id__in=scope.association_ids)

    def standing(self) -> CourtReportQuerySet:
        """Those nobody took back."""
        return self.filter(undone_at__isnull=True)


class CourtReport(models.Model):
    """One thing an association tells of a tenancy in court. Never changed, only taken back.

    `occurred_on` is the day it happened, `takes_place_at` the hour the court has set. `step` and `eviction` are
    what was written because of it; the association is never told whether there is a step.
    """

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="court_reports")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="court_reports")
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="court_reports")
    kind = models.CharField(_("what happened"), max_length=20, choices=ReportKind)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    occurred_on = models.DateField(_("date"))
    takes_place_at = models.DateTimeField(_("takes place"), null=True, blank=True)
    court = models.CharField(_("bailiff court"), max_length=100, blank=True)
    court_case_number = models.CharField(_("the court's case number"), max_length=40, blank=True)
    step = models.ForeignKey(LegalStep, models.PROTECT, related_name="+", null=True, blank=True)
    eviction = models.ForeignKey(Eviction, models.SET_NULL, related_name="+", null=True, blank=True)
    said_at = models.DateTimeField(_("recorded"))
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = CourtReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lease", "kind", "occurred_on", "takes_place_at"],
                condition=Q(undone_at__isnull=True),
                nulls_distinct=False,
                name="casework_court_report_once",
                violation_error_message=_("You have reported that already."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["hearing_set", "eviction_set"]) | Q(takes_place_at__isnull=False),
                name="casework_court_report_date",
                violation_error_message=_("Give the day and hour the court has set."),
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="casework_court_report_undone_pair",
            ),
        ]
        indexes = [models.Index(fields=["association", "-said_at", "-id"], name="casework_court_report_own")]

    def __str__(self) -> str:
        return f"{self.kind} {self.tenancy_id} {self.occurred_on}"


class CourtFileQuerySet(models.QuerySet["CourtFile"]):
    def visible_to(self, scope: Scope) -> CourtFileQuerySet:
        """Those who do casework in the municipality."""
        return self.filter(municipality_id=scope.municipality_id) if scope.does_casework else self.none()


class CourtFile(models.Model):
    """One file of notices as the bailiff court sent it; the same file never counts twice.

    `problems` are the faults of its lines as they were read: line, column, severity, code and value.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="court_files")
    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(_("checksum"), max_length=64)
    received_on = models.DateField(_("received on"))
    status = models.CharField(_("status"), max_length=10, choices=CourtFileStatus, default=CourtFileStatus.CHECKED)
    problems = models.JSONField(_("problems"), default=list)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    applied_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = CourtFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "sha256"], name="casework_court_file_once"),
            models.CheckConstraint(
                condition=Q(status="checked", applied_at__isnull=True, applied_by__isnull=True)
                | Q(status="applied", applied_at__isnull=False, applied_by__isnull=False),
                name="casework_court_file_applied_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.received_on})"


class CourtFileLine(models.Model):
    """One notice of such a file: where it stands, what it says, and the lease or notice it became."""

    file = models.ForeignKey(CourtFile, models.CASCADE, related_name="lines")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(_("line"))
    court_case_number = models.CharField(_("the court's case number"), max_length=40)
    association_name = models.CharField(_("housing association"), max_length=200, blank=True)
    tenancy_number = models.CharField(_("tenancy number"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    filed_on = models.DateField(_("filed with the court on"))
    hearing_at = models.DateTimeField(_("hearing"), null=True, blank=True)
    amount = models.DecimalField(_("amount owed"), max_digits=12, decimal_places=2, null=True, blank=True)
    court = models.CharField(_("bailiff court"), max_length=100, blank=True)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    state = models.CharField(_("state"), max_length=10, choices=CourtLineState)
    reason = models.CharField(_("reason"), max_length=20, choices=CourtLineReason, blank=True)
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="+", null=True, blank=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="casework_court_line_once"),
            models.CheckConstraint(
                condition=~Q(state="parked") | Q(reason__gt=""), name="casework_court_line_parked_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="matched") | Q(lease__isnull=False), name="casework_court_line_matched_lease"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.court_case_number}"

"""The arrears lists as they were sent, and what each says of each tenancy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation, User

from ..enums import OUTREACH_ORDER, Change, DeliveryStatus, GateBasis, Severity, Step, WorkPhase
from .associations import HousingAssociation
from .tenancies import Lease, Tenancy

if TYPE_CHECKING:
    from accounts.scope import Scope


class SavedLayout(models.Model):
    """How one sender's lists are laid out: which heading means what."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="layouts", null=True, blank=True)
    definition = models.JSONField(_("definition"))

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, scope: Scope) -> DeliveryQuerySet:
        """Only the association's own people see its lists."""
        return self.filter(association_id__in=scope.association_ids)

    def applied(self) -> DeliveryQuerySet:
        return self.filter(status=DeliveryStatus.APPLIED)


class Delivery(models.Model):
    """One arrears list (restanceliste) as an association sent it; the same file never counts twice.

    `as_of` is the day the list speaks of. A complete list names every tenancy in arrears, a supplement some.
    """

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="deliveries")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    as_of = models.DateField(_("the list's day"))
    is_complete = models.BooleanField(_("complete list"), default=True)
    layout = models.CharField(_("layout"), max_length=30)
    file_name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(_("file"), upload_to="deliveries/%Y/%m/", max_length=255)
    sha256 = models.CharField(_("checksum"), max_length=64)
    status = models.CharField(_("status"), max_length=10, choices=DeliveryStatus, default=DeliveryStatus.CHECKED)
    counts = models.JSONField(_("counts"), default=dict)
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    applied_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "sha256"],
                condition=Q(status="applied"),
                name="housing_delivery_file_once",
                violation_error_message=_("This list has been received before."),
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="housing_delivery_applied_pair",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="housing_delivery_undone_pair",
            ),
        ]
        indexes = [models.Index(fields=["association", "-as_of", "-id"], name="housing_delivery_newest")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.as_of})"


class DeliveryWorkQuerySet(models.QuerySet["DeliveryWork"]):
    def visible_to(self, scope: Scope) -> DeliveryWorkQuerySet:
        """As the list it is about."""
        return self.filter(association_id__in=scope.association_ids)


class DeliveryWork(models.Model):
    """What the worker was last asked to do with a large list, and how far it is; told outside its transaction.

    `membership_id` is the role of whoever asked, by which it is done. `message` says why it was not done.
    """

    delivery = models.OneToOneField(Delivery, models.CASCADE, primary_key=True, related_name="work")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+", db_index=False)
    skips_faulty = models.BooleanField(default=False)
    asked_at = models.DateTimeField(_("asked for"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    membership_id = models.BigIntegerField()
    phase = models.CharField(_("phase"), max_length=10, choices=WorkPhase, default=WorkPhase.WAITING)
    done = models.PositiveIntegerField(_("lines read"), default=0)
    total = models.PositiveIntegerField(_("lines"), default=0)
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    told_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    stop_asked_at = models.DateTimeField(_("asked to stop"), null=True, blank=True)
    message = models.CharField(_("why it was not done"), max_length=400, blank=True)

    objects = DeliveryWorkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.phase}"


class DeliveryProblem(models.Model):
    """One fault or warning of a list, with line and column, in words its sender understands."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="problems")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=100, blank=True)
    severity = models.CharField(_("severity"), max_length=7, choices=Severity)
    code = models.CharField(_("code"), max_length=40)
    value = models.CharField(_("what stands there"), max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["delivery", "line", "id"], name="housing_problem_line")]

    def __str__(self) -> str:
        return f"{self.line} {self.code}"


class DeliveryRow(models.Model):
    """One tenancy of a list that is not received yet, compared with what is known; thrown away afterwards.

    Rows that only a person can settle (ambiguous) stay until somebody did. Rows of tenancies that left the
    list (vanished) stay too: by them it is known since when nothing is owed.
    """

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="rows")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    change = models.CharField(_("change"), max_length=10, choices=Change)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    tenancy_number = models.CharField(_("tenancy number"), max_length=40)
    department_code = models.CharField(_("department"), max_length=20, blank=True)
    tenants = models.CharField(_("tenants"), max_length=400, blank=True)
    street = models.CharField(_("address"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount owed"), max_digits=12, decimal_places=2, null=True, blank=True)
    previous_amount = models.DecimalField(_("before"), max_digits=12, decimal_places=2, null=True, blank=True)
    step = models.CharField(_("step"), max_length=20, choices=Step, blank=True)

    class Meta:
        indexes = [models.Index(fields=["delivery", "change", "line", "id"], name="housing_row_change")]

    def __str__(self) -> str:
        return f"{self.tenancy_number} {self.change}"


class ArrearsWarningQuerySet(models.QuerySet["ArrearsWarning"]):
    def visible_to(self, scope: Scope) -> ArrearsWarningQuerySet:
        """The association its own; those who do casework what passed the legal gate."""
        if scope.does_casework:
            return self.filter(municipality_id=scope.municipality_id).exclude(gate_basis="")
        if scope.is_in_association:
            return self.filter(association_id__in=scope.association_ids)
        return self.none()


class ArrearsWarning(models.Model):
    """One line of a list: this tenancy owes this much, at this step, on this day. Never changed.

    Association, municipality and tenancy repeat the lease's, whose foreign keys vouch for them.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="warnings", db_index=False)
    association = models.ForeignKey(
        HousingAssociation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="warnings", db_constraint=False)
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="warnings", db_index=False)
    as_of = models.DateField(_("as of"))
    as_of_year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount owed"), max_digits=12, decimal_places=2)
    previous_amount = models.DecimalField(_("before"), max_digits=12, decimal_places=2, null=True, blank=True)
    monthly_rent = models.DecimalField(_("monthly rent"), max_digits=12, decimal_places=2, null=True, blank=True)
    step = models.CharField(_("step"), max_length=20, choices=Step)
    due_on = models.DateField(_("latest due day"), null=True, blank=True)
    demand_sent_on = models.DateField(_("demand sent on"), null=True, blank=True)
    change = models.CharField(_("change"), max_length=10, choices=Change)
    gate_basis = models.CharField(_("shared on the basis of"), max_length=20, choices=GateBasis, blank=True)

    objects = ArrearsWarningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "tenancy"], name="housing_warning_once_a_delivery"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="housing_warning_amount"),
        ]
        indexes = [
            models.Index(fields=["lease", "-as_of", "-id"], name="housing_warning_lease"),
            models.Index(fields=["association", "as_of_year"], name="housing_warning_year"),
        ]

    def __str__(self) -> str:
        return f"{self.tenancy_id}: {self.amount}"


class ArrearsPositionQuerySet(models.QuerySet["ArrearsPosition"]):
    def visible_to(self, scope: Scope) -> ArrearsPositionQuerySet:
        """The association its own; those who do casework what passed the legal gate."""
        if scope.does_casework:
            return self.filter(municipality_id=scope.municipality_id).exclude(gate_basis="")
        if scope.is_in_association:
            return self.filter(association_id__in=scope.association_ids)
        return self.none()

    def owing(self) -> ArrearsPositionQuerySet:
        """Those on the newest list and not reported paid since."""
        return self.filter(settled_on__isnull=True)

    def unanswered(self) -> ArrearsPositionQuerySet:
        """Those gone from the list of whom nobody has said why."""
        return self.filter(vanished_on__isnull=False, vanished_answer="")


class ArrearsPosition(models.Model):
    """What a tenancy owes now; derived from the newest warning and what was said since, by one writer.

    `vanished_on`: missing from the complete list of that day. `settled_on`: no longer counted as owing,
    because it vanished, was reported paid or its warning was withdrawn. Association, municipality and lease
    repeat the warning's.
    """

    tenancy = models.OneToOneField(Tenancy, models.PROTECT, primary_key=True, related_name="position")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+", db_constraint=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="+", db_constraint=False)
    warning = models.ForeignKey(ArrearsWarning, models.PROTECT, related_name="+", db_index=False)
    amount = models.DecimalField(_("amount owed"), max_digits=12, decimal_places=2)
    monthly_rent = models.DecimalField(_("monthly rent"), max_digits=12, decimal_places=2, null=True, blank=True)
    step = models.CharField(_("step"), max_length=20, choices=Step)
    due_on = models.DateField(_("latest due day"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    since_on = models.DateField(_("in arrears since"))
    gate_basis = models.CharField(_("shared on the basis of"), max_length=20, choices=GateBasis, blank=True)
    vanished_on = models.DateField(_("gone from the list of"), null=True, blank=True)
    vanished_answer = models.CharField(_("what happened"), max_length=40, blank=True)
    settled_on = models.DateField(_("no longer owing from"), null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    version = models.PositiveIntegerField(default=1)
    outreach_rank = models.GeneratedField(
        expression=Case(
            *(When(step=step, then=Value(rank)) for step, rank in OUTREACH_ORDER.items()),
            default=Value(len(OUTREACH_ORDER) + 1),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = ArrearsPositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(vanished_on__isnull=True) | Q(settled_on__isnull=False),
                name="housing_position_vanished_is_settled",
            ),
        ]
        indexes = [
            models.Index(
                fields=["association", "outreach_rank", "since_on", "-amount", "tenancy"],
                name="housing_position_outreach",
                condition=Q(settled_on__isnull=True),
            ),
            models.Index(
                fields=["association", "vanished_on", "tenancy"],
                name="housing_position_vanished",
                condition=Q(vanished_on__isnull=False, vanished_answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenancy_id}: {self.amount}"

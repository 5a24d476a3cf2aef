"""Requests between organisations on a case: what is asked, what is said about it, and the answer."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Municipality, Organisation, User
from housing.models import Tenancy

from ..enums_decisions import SentBy
from ..enums_requests import (
    Administering,
    AnswerOutcome,
    AnswerWhy,
    BenefitKind,
    MessageCode,
    MessageKind,
    Receiver,
    RequestBasis,
    RequestKind,
    RequestReason,
    RequestState,
    Sanction,
    WithdrawnWhy,
)
from ..request_rules import OUTSIDE, SHAPES
from .cases import Case
from .consents import Consent

if TYPE_CHECKING:
    from accounts.scope import Scope


class RequestQuerySet(models.QuerySet["AgencyRequest"]):
    def visible_to(self, scope: Scope) -> RequestQuerySet:
        """Those of the cases one may open, and those one is to answer; never more than that of the case."""
        return self.filter(Q(case__in=Case.objects.visible_to(scope)) | received_by(scope))

    def received_by(self, scope: Scope) -> RequestQuerySet:
        """Those one is to answer."""
        return self.filter(received_by(scope))

    def sent_from(self, scope: Scope) -> RequestQuerySet:
        """Those of one's own unit's cases."""
        if not scope.does_casework:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(scope), case__unit_id=scope.unit_id)

    def open(self) -> RequestQuerySet:
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self) -> RequestQuerySet:
        """Those that wait for the receiver."""
        return self.open().filter(asked_back_at__isnull=True)

    def asked_back(self) -> RequestQuerySet:
        """Those that wait for the one who asked."""
        return self.open().filter(asked_back_at__isnull=False)

    def answered(self) -> RequestQuerySet:
        return self.filter(answered_at__isnull=False)


def received_by(scope: Scope) -> Q:
    """Which requests somebody is to answer (design §3): the unit's, the association's, or those by name.

    On a restricted case they are the named person's alone.
    """
    named, ground = Q(case__is_restricted=False) | Q(to_user_id=scope.user_id), _ground_stands(scope.today)
    if scope.unit_id is not None and (scope.does_casework or scope.role == Role.EMPLOYMENT_CASEWORKER):
        receiver = Receiver.UNIT if scope.does_casework else Receiver.EMPLOYMENT
        return named & Q(municipality_id=scope.municipality_id, receiver=receiver, to_organisation_id=scope.unit_id)
    if scope.role == Role.ASSOCIATION_OFFICER:
        return named & ground & Q(receiver=Receiver.ASSOCIATION, to_organisation_id__in=scope.association_ids)
    if scope.role == Role.TENANT_ADVISER:
        return ground & Q(
            receiver=Receiver.ADVISER, to_user_id=scope.user_id, to_organisation_id__in=scope.association_ids
        )
    return Q(pk__in=[])


def _ground_stands(on: dt.date) -> Q:
    """A request that rests on consent is shut to those outside once a consent by which it was sent is withdrawn.

    One that ran out shuts it too, unless the same person has given a further one that holds.
    """
    named = Consent.objects.filter(
        case=OuterRef("case"),
        starts_on__lte=OuterRef("sent_at__date"),
        organisations__contains=[OuterRef("to_organisation_id")],
    )
    withdrawn = named.filter(withdrawn_at__gt=OuterRef("sent_at"))
    renewed = Consent.objects.standing(on).filter(
        case=OuterRef("case"), person=OuterRef("person"), organisations__contains=OuterRef("organisations")
    )
    ran_out = named.filter(withdrawn_at__isnull=True, ends_on__gte=OuterRef("sent_at__date"), ends_on__lt=on)
    return ~Q(basis=RequestBasis.CONSENT) | Q(~Exists(withdrawn) & ~Exists(ran_out.exclude(Exists(renewed))))


class AgencyRequest(models.Model):
    """One organisation asks another on a case (forespørgsel), until a day.

    It opens itself to the receiver, not the case. Outside the authority it has a basis and a reason from the list,
    and no words of its own.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("what is asked"), max_length=20, choices=RequestKind)
    receiver = models.CharField(_("who is asked"), max_length=20, choices=Receiver)
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("from"))
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("to")
    )
    to_user = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("named person")
    )
    question = models.TextField(_("question"), blank=True)
    basis = models.CharField(_("legal basis"), max_length=20, choices=RequestBasis, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=RequestReason, blank=True)
    hold_until = models.DateField(_("hold until"), null=True, blank=True)
    due_on = models.DateField(_("answer by"))
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_back_at = models.DateTimeField(_("asked back"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=20, choices=WithdrawnWhy, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(~Q(receiver__in=sorted(OUTSIDE)) & Q(basis="", reason=""))
                | Q(receiver__in=sorted(OUTSIDE), basis__gt="", reason__gt="", question=""),
                name="casework_request_leaves_with_basis",
                violation_error_message=_(
                    "A request that leaves the municipality has its legal basis and a reason from the list."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(receiver=Receiver.ADVISER) | Q(to_user__isnull=False),
                name="casework_request_adviser_named",
                violation_error_message=_("Choose which adviser is asked."),
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.HOLD, hold_until__isnull=False)
                | (~Q(kind=RequestKind.HOLD) & Q(hold_until__isnull=True)),
                name="casework_request_hold_until",
                violation_error_message=_("Say until when the eviction is to be held."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_why__gt="", answered_at__isnull=True),
                name="casework_request_withdrawn_pair",
            ),
            models.CheckConstraint(
                condition=Q(asked_back_at__isnull=True) | Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="casework_request_asked_back_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_organisation", "due_on", "id"],
                name="casework_request_to_answer",
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.Index(fields=["municipality", "sent_at"], name="casework_request_sent"),
            models.Index(fields=["to_organisation", "answered_at"], name="casework_request_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"

    @property
    def state(self) -> RequestState:
        if self.withdrawn_at is not None:
            return RequestState.WITHDRAWN
        if self.answered_at is not None:
            return RequestState.ANSWERED
        return RequestState.WAITING if self.asked_back_at is None else RequestState.ASKED_BACK

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def leaves_authority(self) -> bool:
        return self.receiver in OUTSIDE

    def is_overdue(self, today: dt.date) -> bool:
        return self.is_open and self.due_on < today


class RequestMessage(models.Model):
    """A reminder, a question back or a reply. Never changed. Across the authority's border it is a code alone."""

    request = models.ForeignKey(AgencyRequest, models.PROTECT, related_name="messages")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("what"), max_length=20, choices=MessageKind)
    code = models.CharField(_("said"), max_length=20, choices=MessageCode, blank=True)
    text = models.CharField(_("words"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"))
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_organisation = models.CharField(_("organisation"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=MessageKind.REMINDER, code="", text="")
                | (~Q(kind=MessageKind.REMINDER) & (Q(code="", text__gt="") | Q(code__gt="", text=""))),
                name="casework_request_message_says",
                violation_error_message=_("Write what you ask or reply."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"


class RequestAnswerQuerySet(models.QuerySet["RequestAnswer"]):
    def standing(self) -> RequestAnswerQuerySet:
        """Those nobody corrected."""
        return self.filter(corrected_by__isnull=True)


def _fits_kind() -> Q:
    """The outcomes that belong to each kind of request."""
    return functools.reduce(
        operator.or_, (Q(kind=kind, outcome__in=list(shape.outcomes)) for kind, shape in SHAPES.items())
    )


class RequestAnswer(models.Model):
    """An answer to a request, in the fields of its kind. Never changed; a correction points back."""

    request = models.ForeignKey(AgencyRequest, models.PROTECT, related_name="answers")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("what was asked"), max_length=20, choices=RequestKind)
    outcome = models.CharField(_("answer"), max_length=20, choices=AnswerOutcome)
    why_not = models.CharField(_("why not"), max_length=20, choices=AnswerWhy, blank=True)
    benefit = models.CharField(_("benefit"), max_length=20, choices=BenefitKind, blank=True)
    sanction = models.CharField(_("sanction"), max_length=20, choices=Sanction, blank=True)
    sanction_until = models.DateField(_("sanction until"), null=True, blank=True)
    administration = models.CharField(_("administration (§ 90)"), max_length=20, choices=Administering, blank=True)
    next_payment_on = models.DateField(_("next payment"), null=True, blank=True)
    granted_until = models.DateField(_("held until"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    appointment_on = models.DateField(_("appointment"), null=True, blank=True)
    expected_on = models.DateField(_("expected"), null=True, blank=True)
    amount = models.DecimalField(_("amount a month"), max_digits=12, decimal_places=2, null=True, blank=True)
    sent_by = models.CharField(_("sent by"), max_length=20, choices=SentBy, blank=True)
    note = models.TextField(_("note"), blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    answered_at = models.DateTimeField(_("answered"))
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_organisation = models.CharField(_("organisation"), max_length=200)

    objects = RequestAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(corrects__isnull=True),
                name="casework_request_answered_once",
                violation_error_message=_("The request has been answered already."),
            ),
            models.CheckConstraint(
                condition=_fits_kind(),
                name="casework_request_answer_of_its_kind",
                violation_error_message=_("This is no answer to what was asked."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome=AnswerOutcome.GRANTED) | Q(granted_until__isnull=False),
                name="casework_request_granted_until",
                violation_error_message=_("Say until when the eviction is held."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[AnswerOutcome.REFUSED, AnswerOutcome.NOT_POSSIBLE]) | Q(why_not__gt=""),
                name="casework_request_no_has_why",
                violation_error_message=_("Choose why it is not possible."),
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="casework_request_amount"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("pk")), name="casework_request_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}"

"""The editions of a municipality's figures: what waits for approval, what was published, and what is said of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Municipality, User

from ..enums import OPEN_PROPOSALS, ProposalState

if TYPE_CHECKING:
    from accounts.scope import Scope


class EditionQuerySet(models.QuerySet["Edition"]):
    def without_document(self) -> EditionQuerySet:
        """For lists: all but the frozen figures themselves."""
        return self.defer("document")

    def with_lead(self, language: str) -> EditionQuerySet:
        """With the first sentence of each as `lead`; None of the first editions, which had none."""
        sentences = KeyTransform("sentences", Cast("document", models.JSONField()))
        return self.annotate(lead=KeyTextTransform(language, KeyTransform("0", sentences)))

    def newest_first(self) -> EditionQuerySet:
        """By year, and within it the latest edition first."""
        return self.order_by("-year", "-number", "pk")


class Edition(models.Model):
    """A year's figures as published (udgave). Never changed: a correction is a new edition beside it.

    `document` holds all of it in its canonical form, `checksum` is the SHA-256 of its bytes.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("edition"))
    proposal = models.OneToOneField("EditionProposal", models.PROTECT, related_name="edition")
    document = models.TextField(_("document"))
    checksum = models.CharField(_("checksum"), max_length=64)
    software_version = models.CharField(_("software version"), max_length=40)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year", "number"], name="reports_edition_once"),
            models.CheckConstraint(
                condition=~Q(published_by=F("proposed_by")),
                name="reports_edition_two_people",
                violation_error_message=_("Somebody else than the one who proposed it must publish an edition."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year}/{self.number}"


class EditionProposalQuerySet(models.QuerySet["EditionProposal"]):
    def visible_to(self, scope: Scope) -> EditionProposalQuerySet:
        """Those of their own municipality, to its managers."""
        if scope.role != Role.MANAGER or scope.municipality_id is None:
            return self.none()
        return self.filter(municipality_id=scope.municipality_id)

    def open(self) -> EditionProposalQuerySet:
        """Being counted, or waiting for a second person."""
        return self.filter(state__in=OPEN_PROPOSALS)


class EditionProposal(models.Model):
    """An edition that somebody wants published: counted by the worker, read and answered by a second person.

    `hidden_count` cells are hidden; `recovered_count` of the counts behind them could be worked out all the same,
    and then it can not be published. `changed_count` cells differ from the edition before. `known_counts` are
    the counts it was made of and which of them it hides, for the check of those that come after it; no page shows them.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="edition_proposals")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=20, choices=ProposalState, default=ProposalState.ASKED)
    reason_da = models.TextField(_("why it is made, in Danish"), blank=True)
    reason_en = models.TextField(_("why it is made, in English"), blank=True)
    document = models.TextField(_("document"), blank=True)
    known_counts = models.TextField(_("counts shown and hidden"), blank=True)
    hidden_count = models.PositiveIntegerField(_("hidden cells"), default=0)
    recovered_count = models.PositiveIntegerField(_("hidden cells that could be worked out"), default=0)
    changed_count = models.PositiveIntegerField(_("changed cells"), default=0)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    counted_at = models.DateTimeField(_("counted"), null=True, blank=True)
    rejected_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    rejected_at = models.DateTimeField(_("rejected"), null=True, blank=True)
    rejected_because = models.TextField(_("why it was rejected"), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EditionProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                condition=Q(state__in=OPEN_PROPOSALS),
                name="reports_proposal_one_open",
                violation_error_message=_("An edition of this year is proposed already."),
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.REJECTED, rejected_by__isnull=False, rejected_because__gt="")
                & Q(rejected_at__isnull=False)
                | ~Q(state=ProposalState.REJECTED) & Q(rejected_by__isnull=True, rejected_at__isnull=True),
                name="reports_proposal_rejected_for_a_reason",
                violation_error_message=_("Say why the edition is rejected."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.WAITING, ProposalState.PUBLISHED])
                | Q(document__gt="", counted_at__isnull=False),
                name="reports_proposal_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.state in OPEN_PROPOSALS


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, scope: Scope) -> AnnotationQuerySet:
        """To everybody in the municipality who reads figures; others read them in what is published."""
        if scope.municipality_id is None:
            return self.none()
        return self.filter(municipality_id=scope.municipality_id)

    def standing(self) -> AnnotationQuerySet:
        """Those nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


class Annotation(models.Model):
    """What a reader of a year's figures should know (bemærkning), in both languages; taken back, never changed."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="annotations")
    year = models.PositiveSmallIntegerField(_("year"))
    text_da = models.TextField(_("Danish"))
    text_en = models.TextField(_("English"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="reports_annotation_withdrawn_pair",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "year", "id"], name="reports_annotation_year")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year}: {self.text_da[:40]}"

"""Publishing a year's figures by two people: one proposes, the worker counts, another publishes or rejects."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.background import ask_for
from accounts.errors import NotAllowed, Refused, check_version
from accounts.models import Municipality
from accounts.scope import Scope
from casework.actions.locking import refuse_invalid, save_valid

from ..editions import canonical, making, protecting
from ..editions.document import Definition
from ..enums import ProposalState
from ..models import Annotation, Edition, EditionProposal
from ..official import FIRST_YEAR
from ..permissions import check_publish
from ..tables import Publication
from ..telling import tell_of_answer, tell_of_waiting

#: The task that counts a proposal in the worker.
TASK = "reports.count_edition"


@transaction.atomic
def propose_edition(
    *, year: int, reason_da: str = "", reason_en: str = "", by: Scope, now: dt.datetime
) -> EditionProposal:
    """Ask for an edition of a year; the worker counts it. A corrected edition says in both languages why it is made."""
    municipality = _locked_municipality(by)
    if not FIRST_YEAR <= year < timezone.localdate(now).year:
        raise Refused(_("Only a year that is over can be published."))
    if making.newest(municipality, year) and not (reason_da.strip() and reason_en.strip()):
        raise Refused(_("The year is published already: write in both languages why a new edition is made."))
    proposal = EditionProposal(
        municipality=municipality,
        year=year,
        reason_da=reason_da.strip(),
        reason_en=reason_en.strip(),
        proposed_by_id=by.user_id,
        proposed_at=now,
    )
    save_valid(proposal, force_insert=True)
    ask_for(TASK, proposal=proposal.pk)
    return proposal


@transaction.atomic
def settle(
    proposal: EditionProposal, publication: Publication, definitions: tuple[Definition, ...], *, now: dt.datetime
) -> EditionProposal:
    """Write down what was counted for a proposal; a second time, or after it was taken back, nothing happens."""
    proposal = _locked(proposal)
    if proposal.state != ProposalState.ASKED:
        return proposal
    made = making.make(proposal, publication, definitions, now=now)
    document = made.document
    is_new = document.number == 1 or document.changes.are_any
    proposal.state = ProposalState.WAITING if is_new else ProposalState.NOTHING_NEW
    proposal.document, proposal.counted_at = canonical.written(document), now
    proposal.known_counts = protecting.as_text(made.known) if is_new else ""
    proposal.hidden_count, proposal.recovered_count = document.hidden_count, made.recovered_count
    proposal.changed_count = len(document.changes.cells)
    fields = ("state", "document", "counted_at", "known_counts", "hidden_count", "recovered_count", "changed_count")
    _save(proposal, *fields)
    if is_new:
        tell_of_waiting(proposal, now=now)
    else:
        tell_of_answer(proposal, now=now)
    return proposal


@transaction.atomic
def publish_edition(proposal: EditionProposal, *, version: int, by: Scope, now: dt.datetime) -> Edition:
    """Publish what was proposed, exactly as it was shown; somebody else than the proposer must do it."""
    municipality = _locked_municipality(by)
    proposal = _open(proposal, version, by)
    if proposal.state != ProposalState.WAITING:
        raise Refused(_("The edition is still being counted."))
    if by.user_id == proposal.proposed_by_id:
        raise NotAllowed(_("Two people publish an edition: ask a colleague to read and publish this one."))
    if proposal.recovered_count:
        raise Refused(_("Hidden counts can be worked out from this edition, so it cannot be published. Reject it."))
    if Edition.objects.filter(municipality=municipality, published_at__gt=proposal.counted_at).exists():
        raise Refused(_("Another edition was published since this one was counted. Reject it and propose it anew."))
    document = dataclasses.replace(canonical.read(proposal.document), published_at=now)
    text = canonical.written(document)
    edition = Edition(
        municipality=municipality,
        year=proposal.year,
        number=document.number,
        proposal=proposal,
        document=text,
        checksum=canonical.checksum(text),
        software_version=document.software,
        proposed_by_id=proposal.proposed_by_id,
        published_by_id=by.user_id,
        published_at=now,
    )
    save_valid(edition, force_insert=True)
    proposal.state = ProposalState.PUBLISHED
    _save(proposal, "state")
    tell_of_answer(proposal, now=now)
    return edition


@transaction.atomic
def reject_edition(
    proposal: EditionProposal, *, because: str, version: int, by: Scope, now: dt.datetime
) -> EditionProposal:
    """Say no to a proposal, with the reason; its proposer takes it back the same way. What it hid is forgotten."""
    _locked_municipality(by)
    proposal = _open(proposal, version, by)
    proposal.state = ProposalState.REJECTED
    proposal.rejected_by_id, proposal.rejected_at, proposal.rejected_because = by.user_id, now, because.strip()
    proposal.known_counts = ""
    refuse_invalid(proposal)
    _save(proposal, "state", "rejected_by", "rejected_at", "rejected_because", "known_counts")
    if by.user_id != proposal.proposed_by_id:
        tell_of_answer(proposal, now=now)
    return proposal


@transaction.atomic
def annotate_year(*, year: int, text_da: str, text_en: str, by: Scope, now: dt.datetime) -> Annotation:
    """Say what a reader of the year's figures should know; the next edition carries it."""
    municipality = _locked_municipality(by)
    return Annotation.objects.create(
        municipality=municipality,
        year=year,
        text_da=text_da.strip(),
        text_en=text_en.strip(),
        written_by_id=by.user_id,
        written_at=now,
    )


@transaction.atomic
def withdraw_annotation(annotation: Annotation, *, by: Scope, now: dt.datetime) -> None:
    """Take a remark back; editions that carry it keep it."""
    check_publish(by)
    standing = Annotation.objects.visible_to(by).standing().filter(pk=annotation.pk)
    if not standing.update(withdrawn_at=now, withdrawn_by_id=by.user_id):
        raise Refused(_("The remark has already been taken back."))


def _locked_municipality(by: Scope) -> Municipality:
    """The municipality of a manager; two actions on its editions wait for each other."""
    check_publish(by)
    return Municipality.objects.select_for_update(of=("self",), no_key=True).get(pk=by.municipality_id)


def _locked(proposal: EditionProposal) -> EditionProposal:
    rows = EditionProposal.objects.select_for_update(of=("self",)).select_related("municipality__organisation")
    return rows.get(pk=proposal.pk)


def _open(proposal: EditionProposal, version: int, by: Scope) -> EditionProposal:
    """The proposal under lock, unless somebody already answered it."""
    if not EditionProposal.objects.visible_to(by).filter(pk=proposal.pk).exists():
        raise NotAllowed(_("Only the municipality's own managers publish its figures."))
    proposal = _locked(proposal)
    if not proposal.is_open:
        raise Refused(_("This edition has already been answered."))
    check_version(proposal, version)
    return proposal


def _save(proposal: EditionProposal, *fields: str) -> None:
    proposal.version += 1
    proposal.save(update_fields=[*fields, "version"])

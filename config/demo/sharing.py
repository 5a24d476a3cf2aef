"""Consents, handovers in every state and a cover of the demo, made as their people make them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone, translation

from accounts.scope import Scope
from casework.actions.consents import record_case_consent, record_resident_consent, withdraw_consent
from casework.actions.covers import grant_cover
from casework.actions.handover_answers import accept_handover, ask_back, decline_handover
from casework.actions.handovers import Contents, hand_over_case, hand_over_resident, hand_over_tenancy
from casework.enums import OpenedBy
from casework.enums_sharing import ConsentForm
from casework.file_kinds import checked
from casework.models import Case, Consent, Handover, PersonTenant
from casework.queries.handovers import leases_of, residents_of, talks_with
from housing.models import Lease, LeaseTenant, Tenant

from .organisations import Town
from .scopes import scope_in

FACT = "Er kommet bagud, fordi boligstøtten stoppede i september. Vil gerne have hjælp til at søge igen."
PAPER = checked("Samtykke.txt", "Underskrevet samtykkeerklæring, scannet.".encode())


def write_sharing(town: Town, now: dt.datetime) -> None:
    """Karen hands over what residents agreed to, Ole on the agreement; Mette answers, and hands back on consent."""
    karen, sofie, ole, mette = (scope_in(town, username, now) for username in ("karen", "sofie", "ole", "mette"))
    with translation.override("da"):
        _from_adviser(town, karen, mette, now)
        _from_officer(town, ole, mette, now)
        _to_adviser(town, mette, now)
        today = timezone.localdate(now)
        grant_cover(
            association=town.associations["FSB"],
            covered=town.people["sofie"],
            cover=town.people["karen"],
            starts_on=today - dt.timedelta(days=3),
            ends_on=today + dt.timedelta(days=11),
            reason="Ferie",
            by=sofie,
            now=now - dt.timedelta(days=3),
        )


def _from_adviser(town: Town, karen: Scope, mette: Scope, now: dt.datetime) -> None:
    """One that waits, one asked about, one accepted, one declined, and one whose consent was withdrawn."""
    residents = _residents(town, karen, now)
    for number, tenant in enumerate(residents):
        sent = now - dt.timedelta(days=2 * number + 1)
        consent = _consent(town, tenant, karen, sent) if number != 1 else None
        handover = _handed_over(tenant, consent, karen, sent)
        answered = sent + dt.timedelta(hours=20)
        if number == 1:
            ask_back(handover, version=1, question="Hvornår stoppede boligstøtten?", by=mette, now=answered)
        elif number == 2:
            accept_handover(handover, version=1, by=mette, now=answered)
        elif number == 3:
            reason = "Husstanden er flyttet til en anden kommune."
            decline_handover(handover, version=1, reason=reason, by=mette, now=answered)
        elif number == 4 and consent is not None:
            withdraw_consent(consent, by=karen, now=answered)


def _residents(town: Town, karen: Scope, now: dt.datetime) -> list[Tenant]:
    """Residents Karen has talked with who rent in Copenhagen, and whose case, if any, is not restricted."""
    today = timezone.localdate(now)
    copenhagen = town.municipalities["101"]
    rented = LeaseTenant.objects.current(today).filter(tenant=OuterRef("pk"), lease__municipality=copenhagen)
    hidden = Case.objects.open().filter(lease__lease_tenants__tenant=OuterRef("pk"), is_restricted=True)
    found = residents_of(karen).filter(Exists(rented), ~Exists(hidden), is_address_protected=False)
    return list(found.order_by("pk")[:5])


def _consent(town: Town, tenant: Tenant, by: Scope, now: dt.datetime) -> Consent:
    today = timezone.localdate(now)
    return record_resident_consent(
        tenant,
        topics=["arrears", "housing_benefit", "talks"],
        organisations=[town.municipalities["101"].pk],
        starts_on=today,
        ends_on=today + dt.timedelta(days=365),
        form=ConsentForm.ORAL,
        witness="Inge Vestergaard, beboerhuset",
        by=by,
        now=now,
    )


def _handed_over(tenant: Tenant, consent: Consent | None, by: Scope, now: dt.datetime) -> Handover:
    basis: dict[str, Any] = {"basis": OpenedBy.OWN_INQUIRY}
    if consent is not None:
        basis = {"basis": OpenedBy.CONSENT, "consent": consent, "topics": ["housing_benefit"]}
    return hand_over_resident(
        tenant,
        lease=leases_of(tenant, today=timezone.localdate(now))[0],
        contents=Contents(fact=FACT, contacts=list(talks_with(tenant, by)[:2])),
        purpose="Hjælp til boligstøtte og til at blive boende",
        **basis,
        by=by,
        now=now,
    )


def _from_officer(town: Town, ole: Scope, mette: Scope, now: dt.datetime) -> None:
    """Two on the sharing agreement: one taken up, one that waits."""
    today = timezone.localdate(now)
    hidden = Case.objects.open().filter(lease=OuterRef("pk"), is_restricted=True)
    homes = Lease.objects.current(today).filter(
        ~Exists(hidden), association=town.associations["KAB"], municipality=town.municipalities["101"]
    )
    for number, lease in enumerate(homes.filter(lease_tenants__isnull=False).distinct().order_by("-pk")[:2]):
        handover = hand_over_tenancy(
            lease,
            contents=Contents(fact="Viceværten har ikke set familien i to uger, og posten ligger i gangen."),
            basis=OpenedBy.AGREEMENT,
            purpose="En opsøgende indsats, før sagen går til fogedretten",
            by=ole,
            now=now - dt.timedelta(days=4 + number),
        )
        if number:
            accept_handover(handover, version=1, by=mette, now=now - dt.timedelta(days=3))


def _to_adviser(town: Town, mette: Scope, now: dt.datetime) -> None:
    """On a case of Mette's in an fsb home: a signed consent, and what Karen may know."""
    fsb = town.associations["FSB"]
    cases = Case.objects.visible_to(mette).open().filter(association=fsb, assigned_to=mette.user_id)
    known = PersonTenant.objects.filter(unlinked_at=None, tenant__association=fsb)
    entry = next(
        (
            entry
            for case in cases.order_by("-opened_on", "pk")[:20]
            for entry in case.case_people.current().filter(is_child=False)
            if known.filter(person=entry.person_id).exists()
        ),
        None,
    )
    if entry is None:
        return
    today = timezone.localdate(now)
    consent = record_case_consent(
        entry.case,
        person=entry.person,
        topics=["arrears", "agreements"],
        organisations=[fsb.pk],
        starts_on=today - dt.timedelta(days=1),
        ends_on=today + dt.timedelta(days=300),
        form=ConsentForm.PAPER,
        attachment=PAPER,
        by=mette,
        now=now - dt.timedelta(days=1),
    )
    hand_over_case(
        entry.case,
        adviser=town.people["karen"],
        consent=consent,
        contents=Contents(fact="Der er aftalt afdrag fra januar. Der er brug for hjælp til budgettet hver måned."),
        topics=["agreements"],
        purpose="Støtte til budgettet, så aftalen holder",
        by=mette,
        now=now,
    )

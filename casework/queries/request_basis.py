"""On what ground somebody outside the authority may be asked on a case: what its records carry today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from housing.enums import NoticeKind
from housing.models import Notice

from ..enums import LegalStepKind
from ..enums_requests import Receiver, RequestBasis
from ..models import Case, LegalCourse, LegalStep
from ..request_rules import BASES
from .consents import standing_consents, without_consent

#: The steps by which the association has brought its case before the bailiff court.
_IN_COURT = (
    LegalStepKind.FILING,
    LegalStepKind.HEARING_CALLED,
    LegalStepKind.HEARING_HELD,
    LegalStepKind.EVICTION_SCHEDULED,
)


def bases_of(case: Case, receiver: Receiver, *, today: dt.date) -> list[RequestBasis]:
    """The grounds that stand for asking a receiver, the first the most obvious; none for those inside."""
    possible = BASES.get(receiver, ())
    if not possible:
        return []
    notices = Notice.objects.filter(lease=case.lease_id, association=case.association_id)
    filed = LegalStep.objects.filter(course=OuterRef("pk"), kind__in=_IN_COURT, corrected_by__isnull=True)
    stands: dict[RequestBasis, Callable[[], bool]] = {
        RequestBasis.SECTION_92_2: lambda: notices.filter(kind=NoticeKind.SECTION_92_2).exists(),
        RequestBasis.COURT: lambda: (
            notices.filter(kind=NoticeKind.COURT).exists()
            or LegalCourse.objects.filter(Q(case=case, ended_on__isnull=True) & Exists(filed)).exists()
        ),
        RequestBasis.CONSENT: lambda: _all_consent(case, today),
    }
    return [basis for basis in possible if stands[basis]()]


def _all_consent(case: Case, today: dt.date) -> bool:
    """Whether every tenant's own consent names the home's association on a day."""
    there_are = standing_consents(case, case.association_id, today).exists()
    return there_are and not without_consent(case, case.association_id, today)

"""Writing down who looked at what."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from .http import StaffRequest
from .models import AccessLog


def write_looks(request: StaffRequest, status: int, *, now: dt.datetime) -> None:
    """Keep the looks of a request, after its own transaction, so that they outlive a failed one."""
    if not request.looks:
        return
    scope = request.scope
    AccessLog.objects.bulk_create(
        AccessLog(
            at=now,
            user_id=scope.user_id,
            user_name=scope.user_name,
            organisation_id=scope.organisation_id,
            municipality_id=scope.municipality_id,
            role=scope.role,
            look=look.look,
            subject=look.subject,
            subject_ids=list(look.subject_ids),
            case_id=look.case_id,
            purpose=look.purpose,
            path=_page(request),
            status=status,
        )
        for look in request.looks
    )


def _page(request: HttpRequest) -> str:
    """The name of the page, never its address: an address may carry what was searched for."""
    return request.resolver_match.view_name if request.resolver_match else ""

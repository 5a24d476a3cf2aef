"""Campaigns against unlawful subletting, and the cases that came of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope
from housing.models import Department, HousingAssociation

from ..enums import EventKind
from ..events import record
from ..models import Campaign, Case
from ..permissions import check_plan_campaign, check_work_on
from .locking import locked, save_valid


@transaction.atomic
def plan_campaign(
    *,
    association: HousingAssociation,
    name: str,
    method: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    departments: Collection[Department] = (),
    by: Scope,
    now: dt.datetime,
) -> Campaign:
    """Write down a campaign of an association; without departments it covers all of them."""
    check_plan_campaign(by, association.pk)
    campaign = Campaign(association=association, recorded_at=now, recorded_by_id=by.user_id)
    return _write(campaign, name, method, starts_on, ends_on, departments)


@transaction.atomic
def change_campaign(
    campaign: Campaign,
    *,
    name: str,
    method: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    departments: Collection[Department] = (),
    version: int,
    by: Scope,
) -> Campaign:
    """Change what is known of a campaign; the cases that came of it stay."""
    check_plan_campaign(by, campaign.association_id)
    current = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    check_version(current, version)
    current.version += 1
    return _write(current, name, method, starts_on, ends_on, departments)


@transaction.atomic
def set_campaign(case: Case, *, campaign: Campaign | None, version: int, by: Scope, now: dt.datetime) -> Case:
    """Say which campaign a case came of; None that it came of none."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    if campaign is None:
        return _keep(case, None, by=by, now=now)
    return put_in_campaign(case, campaign, by=by, now=now)


def put_in_campaign(case: Case, campaign: Campaign, *, by: Scope, now: dt.datetime) -> Case:
    """The campaign of a case held by `locked`, or of a new one."""
    if campaign.association_id != case.association_id:
        raise Refused(_("The campaign is another association's."))
    return _keep(case, campaign, by=by, now=now)


def _keep(case: Case, campaign: Campaign | None, *, by: Scope, now: dt.datetime) -> Case:
    case.campaign = campaign
    case.version += 1
    case.save(update_fields=["campaign", "version"])
    record(case, EventKind.CAMPAIGN, by=by, now=now, campaign=case.campaign_id, name=campaign.name if campaign else "")
    return case


def _write(
    campaign: Campaign,
    name: str,
    method: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    departments: Collection[Department],
) -> Campaign:
    if any(department.association_id != campaign.association_id for department in departments):
        raise Refused(_("Choose departments of the association."))
    campaign.name, campaign.method = name, method
    campaign.starts_on, campaign.ends_on = starts_on, ends_on
    save_valid(campaign)
    campaign.departments.set(departments)
    return campaign

"""What can be done with users: settings, and roles that two people grant."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from .enums import Language, MailPace, Role, Theme
from .errors import NotAllowed, Refused, check_version
from .models import Membership, Organisation, User
from .scope import Scope


def choose_language(user: User, *, language: Language) -> None:
    """Read in this language from now on."""
    user.language = language
    user.save(update_fields=["language"])


def choose_theme(user: User, *, theme: Theme) -> None:
    """See the pages in these colours from now on."""
    user.theme = theme
    user.save(update_fields=["theme"])


def change_profile(
    user: User,
    *,
    name: str,
    email: str,
    mail_pace: MailPace,
    language: Language,
    theme: Theme,
    has_monthly_figures: bool | None = None,
) -> None:
    """Change one's own name, address, how often and of what to be mailed, language and appearance.

    `has_monthly_figures` None: the person was not asked, not working as a manager.
    """
    user.name, user.email, user.mail_pace, user.language, user.theme = name, email, mail_pace, language, theme
    if has_monthly_figures is not None:
        user.has_monthly_figures = has_monthly_figures
    user.save(update_fields=["name", "email", "mail_pace", "language", "theme", "has_monthly_figures"])


@transaction.atomic
def propose_membership(
    *,
    username: str,
    name: str,
    email: str,
    organisation: Organisation,
    role: Role,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: Scope,
    now: dt.datetime,
) -> Membership:
    """Propose a role for somebody; a new user is made when nobody has the username. It opens nothing yet."""
    _check_administrator(by)
    user = User.objects.filter(username=username).first() or User.objects.create_user(username, name=name, email=email)
    membership = Membership(
        user=user,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        proposed_by_id=by.user_id,
        proposed_at=now,
    )
    membership.validate_constraints()
    membership.save(force_insert=True)
    return membership


@transaction.atomic
def approve_membership(membership: Membership, *, version: int, by: Scope, now: dt.datetime) -> Membership:
    """Let a proposed role count; somebody else than its proposer and its holder must do it."""
    membership = _locked(membership, version, by)
    if by.user_id in {membership.proposed_by_id, membership.user_id}:
        raise NotAllowed(_("Two people grant a role: ask a colleague to approve this one."))
    membership.approved_by_id, membership.approved_at = by.user_id, now
    return _saved(membership, "approved_by", "approved_at")


@transaction.atomic
def decline_membership(membership: Membership, *, version: int, by: Scope, now: dt.datetime) -> Membership:
    """Say no to a proposed role."""
    membership = _locked(membership, version, by)
    membership.declined_by_id, membership.declined_at = by.user_id, now
    return _saved(membership, "declined_by", "declined_at")


@transaction.atomic
def end_membership(membership: Membership, *, ends_on: dt.date, version: int, by: Scope) -> Membership:
    """Give a role its last day; one person may take a role away alone."""
    _check_administrator(by)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    check_version(membership, version)
    membership.ends_on = ends_on
    return _saved(membership, "ends_on")


def _check_administrator(by: Scope) -> None:
    if by.role != Role.ADMINISTRATOR:
        raise NotAllowed(_("Only an administrator changes roles."))


def _locked(membership: Membership, version: int, by: Scope) -> Membership:
    """The proposal under lock, unless somebody already answered it."""
    _check_administrator(by)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    check_version(membership, version)
    if membership.approved_at or membership.declined_at:
        raise Refused(_("This role has already been answered."))
    return membership


def _saved(membership: Membership, *fields: str) -> Membership:
    membership.version += 1
    membership.save(update_fields=[*fields, "version"])
    return membership

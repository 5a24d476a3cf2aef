"""Users and roles: one administrator proposes, another approves."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import actions
from ..enums import Role
from ..errors import Refused
from ..forms import InvitationForm, MembershipEndForm, MembershipForm
from ..http import StaffRequest, for_roles, number_in
from ..models import Membership
from ..queries import memberships_of, organisations_of


@require_GET
@for_roles(Role.ADMINISTRATOR)
def membership_list(request: StaffRequest) -> HttpResponse:
    """Everybody with a role, and the roles that wait for a second person."""
    today = timezone.localdate()
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = memberships_of(request.scope, words=words)
    context = {
        "words": words,
        "today": today,
        "waiting": list(found.awaiting_approval()),
        "current": list(found.current(today)),
        "ended": list(found.filter(ends_on__lt=today)[:50]),
    }
    return render(request, "accounts/membership_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def propose(request: StaffRequest) -> HttpResponse:
    """Propose a role for somebody."""
    form = MembershipForm(
        request.POST or None,
        organisations=organisations_of(request.scope),
        initial={"starts_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid() and _proposed(request, form):
        return redirect("accounts:membership-list")
    return render(request, "accounts/membership_new.html", {"form": form}, status=422 if form.errors else 200)


def _proposed(request: StaffRequest, form: MembershipForm) -> bool:
    try:
        membership = actions.propose_membership(**form.cleaned_data, by=request.scope, now=timezone.now())
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    if not membership.user.has_usable_password():
        _send_password_link(request, membership)
    messages.success(request, _("The role was proposed. A colleague must approve it."))
    return True


def _send_password_link(request: StaffRequest, membership: Membership) -> None:
    """A new user chooses a password by a link sent to their address."""
    mail = InvitationForm({"email": membership.user.email})
    if mail.is_valid():
        transaction.on_commit(
            lambda: mail.save(
                request=request,
                use_https=request.is_secure(),
                email_template_name="accounts/password_reset_mail.txt",
                subject_template_name="accounts/password_reset_subject.txt",
            )
        )


@require_POST
@for_roles(Role.ADMINISTRATOR)
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve a role that a colleague proposed."""
    membership = get_object_or_404(memberships_of(request.scope), pk=pk)
    try:
        actions.approve_membership(membership, version=_version(request), by=request.scope, now=timezone.now())
        messages.success(request, _("%(name)s now has the role.") % {"name": membership.user.name})
    except Refused as fact:
        messages.error(request, fact.message)
    return redirect("accounts:membership-list")


@require_POST
@for_roles(Role.ADMINISTRATOR)
def decline(request: StaffRequest, pk: int) -> HttpResponse:
    """Say no to a role that was proposed."""
    membership = get_object_or_404(memberships_of(request.scope), pk=pk)
    try:
        actions.decline_membership(membership, version=_version(request), by=request.scope, now=timezone.now())
        messages.success(request, _("The role was declined."))
    except Refused as fact:
        messages.error(request, fact.message)
    return redirect("accounts:membership-list")


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a role its last day."""
    membership = get_object_or_404(memberships_of(request.scope), pk=pk)
    form = MembershipEndForm(request.POST or None, instance=membership, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(
                membership, ends_on=form.cleaned_data["ends_on"], version=_version(request), by=request.scope
            )
        except Refused as fact:
            form.add_error(None, fact.message)
        else:
            messages.success(request, _("The role ends on the day you chose."))
            return redirect("accounts:membership-list")
    return render(
        request,
        "accounts/membership_end.html",
        {"form": form, "membership": membership},
        status=422 if form.errors else 200,
    )


def _version(request: StaffRequest) -> int:
    return number_in(request.POST.get("version", "")) or 0

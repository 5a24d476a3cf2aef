"""What somebody was told: read in the application, the newest first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ..enums import Role
from ..http import StaffRequest, for_roles, number_in
from ..models import Notification
from ..notifications import KINDS, mark_read
from ..paging import Page, newest_first

PER_PAGE = 50


@require_GET
@for_roles(*Role)
def notification_list(request: StaffRequest) -> HttpResponse:
    """One's own notifications; `?show=unread` leaves those not read yet."""
    shown = Notification.objects.visible_to(request.scope)
    if request.GET.get("show") == "unread":
        shown = shown.unread()
    page: Page[Notification] = newest_first(shown, moment="told_at", after=request.GET.get("after"), size=PER_PAGE)
    context = {
        "rows": [(row, KINDS.get(row.kind, row.kind)) for row in page.rows],
        "next_cursor": page.next_cursor,
        "show": request.GET.get("show", ""),
    }
    return render(request, "accounts/notification_list.html", context)


@require_POST
@for_roles(*Role)
def open_notification(request: StaffRequest) -> HttpResponse:
    """Take the notification that was pressed as read and go to its page; without one back to the list."""
    pk = number_in(request.POST.get("notification", ""))
    found = Notification.objects.visible_to(request.scope).filter(pk=pk or 0).first()
    if found is None:
        return redirect("accounts:notification-list")
    mark_read(Notification.objects.filter(pk=found.pk), by=request.scope, now=timezone.now())
    return redirect(found.path)


@require_POST
@for_roles(*Role)
def read_all(request: StaffRequest) -> HttpResponse:
    """Take everything one was told as read."""
    count = mark_read(Notification.objects.all(), by=request.scope, now=timezone.now())
    told = ngettext("%(count)d notification was marked as read.", "%(count)d notifications were marked as read.", count)
    messages.success(request, told % {"count": count} if count else _("Everything was read already."))
    return redirect("accounts:notification-list")

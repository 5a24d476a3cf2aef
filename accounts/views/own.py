"""One's own settings, and what one has looked at."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions
from ..enums import Role
from ..forms import ProfileForm
from ..guidance import SENTENCES, WORDS
from ..http import StaffRequest, for_roles
from ..models import AccessLog
from ..paging import Page, newest_first

LOOKS_PER_PAGE = 100


@require_http_methods(["GET", "POST"])
@for_roles(*Role)
def profile(request: StaffRequest) -> HttpResponse:
    """Name, e-mail, language and appearance."""
    is_manager = request.scope.role == Role.MANAGER
    form = ProfileForm(request.POST or None, instance=request.user, is_manager=is_manager)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(request.user, **form.cleaned_data)
        messages.success(request, _("Your settings were saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@for_roles(*Role)
def looks(request: StaffRequest) -> HttpResponse:
    """One's own entries of the access log, newest first."""
    own = AccessLog.objects.visible_to(request.scope).filter(user_id=request.scope.user_id)
    page: Page[AccessLog] = newest_first(own, moment="at", after=request.GET.get("after"), size=LOOKS_PER_PAGE)
    return render(request, "accounts/own_looks.html", {"page": page})


@require_GET
@for_roles(*Role)
def help_page(request: StaffRequest) -> HttpResponse:
    """What one's role can do here, and what the words mean."""
    context = {"sentences": SENTENCES[request.scope.role], "words": WORDS}
    return render(request, "accounts/help.html", context)

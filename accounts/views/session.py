"""Logging in, choosing the organisation one works for and the language one reads."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import actions, device
from ..demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from ..enums import Language, Role, Theme
from ..forms import LoginForm
from ..http import StaffRequest, for_roles, number_in
from ..memberships import CHOSEN, choices_for
from ..models import User
from ..navigation import NAVIGATION


class LoginView(auth.LoginView):
    """The log-in page; in demo mode it names the eight demo accounts."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, Any]:
        return {"username": self.request.GET.get("username", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["demo_accounts"] = DEMO_ACCOUNTS if settings.DEMO else ()
        context["demo_password"] = DEMO_PASSWORD if settings.DEMO else ""
        return context


class LogoutView(auth.LogoutView):
    """Out, and what a phone kept for this log-in is closed for good."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        device.unbind(response)
        return response


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """To the first page of the role one works in."""
    return redirect(NAVIGATION[request.scope.role][0].url_name)


@require_http_methods(["GET", "POST"])
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Choose which of one's roles to work in; the session remembers it."""
    choices = choices_for(cast(User, request.user), today=timezone.localdate())
    if request.method == "POST":
        chosen = get_object_or_404(choices, pk=number_in(request.POST.get("membership", "")))
        request.session[CHOSEN] = chosen.pk
        return redirect("accounts:home")
    return render(
        request,
        "accounts/choose_organisation.html",
        {"memberships": choices, "chosen": request.session.get(CHOSEN)},
    )


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on; kept in the profile, before log-in in a cookie."""
    language = request.POST.get("language", "")
    response = redirect(_back(request))
    if language in Language.values:
        if request.user.is_authenticated:
            actions.choose_language(request.user, language=Language(language))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
        )
    return response


@require_POST
@for_roles(*Role)
def choose_theme(request: StaffRequest) -> HttpResponse:
    """See the pages light, dark or as the system wishes, from now on."""
    theme = request.POST.get("theme", "")
    if theme in Theme.values:
        actions.choose_theme(request.user, theme=Theme(theme))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page one came from, when it is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("accounts:home")

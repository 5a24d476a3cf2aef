"""What the adviser's phone keeps for when there is no network: an empty form, and the worker that answers with it."""

from __future__ import annotations

import hashlib
import json

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.enums import Role
from accounts.http import StaffRequest, for_roles

from ..forms.adviser import ContactForm

SHELL = "casework/adviser/shell.html"
#: The files the empty form is made of.
FILES = (
    "img/fasthold.svg",
    "vendor/bootstrap.min.css",
    "css/fasthold.css",
    "css/phone.css",
    "js/phone-store.js",
    "js/phone.js",
    *(
        f"vendor/fonts/ibm-plex-sans-{subset}-{weight}-normal.woff2"
        for subset in ("latin", "latin-ext")
        for weight in (400, 500, 600)
    ),
)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def shell(request: StaffRequest) -> HttpResponse:
    """The form as a phone keeps it: without anybody's name, without a day and without a secret."""
    return render(request, SHELL, _shell(request))


@require_GET
@for_roles(Role.TENANT_ADVISER)
def worker(request: StaffRequest) -> HttpResponse:
    """The service worker of the adviser's contacts; another form or another file makes another cache."""
    files = [static(name) for name in FILES]
    content = render_to_string(SHELL, _shell(request), request)
    version = hashlib.sha256("\n".join([content, *files]).encode()).hexdigest()[:16]
    shell = {
        "cache": f"fasthold-phone-{version}",
        "form": reverse("casework:adviser-contact-new"),
        "page": reverse("casework:adviser-shell"),
        "files": files,
    }
    script = f"self.shell = {json.dumps(shell)};\nimportScripts({json.dumps(static('js/phone-worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _shell(request: StaffRequest) -> dict[str, object]:
    form = ContactForm(
        initial={"association": request.scope.association_ids[0]}, scope=request.scope, today=timezone.localdate()
    )
    return {"form": form, "language": get_language()}

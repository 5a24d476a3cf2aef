"""A consent that is noted in the midst of a handover: what was typed is kept, and one comes back to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.http import StaffRequest, number_in
from accounts.kept import forget_kept, keep_fields, kept_fields

from ..enums import OpenedBy
from ..forms.sharing import ConsentedForm
from ..models import Consent
from .drafts import restore

#: The button that notes the consent first, and what the consent's page is told by it.
FIRST = "consent-first"
#: How the handover's page is told of the consent that was noted.
NOTED = "noted"


def to_consent(request: StaffRequest, form: str, *, consent_url: str) -> HttpResponse | None:
    """Where whoever notes the consent first goes, with what they typed kept; None when the handover is sent."""
    if request.method != "POST" or FIRST not in request.POST:
        return None
    if keep_fields(request, form, back=request.get_full_path()) and request.FILES:
        messages.warning(request, _("Your text is kept. Choose the document again when you are back."))
    return HttpResponseRedirect(f"{consent_url}{'&' if '?' in consent_url else '?'}{FIRST}=1")


def came_from_handover(request: StaffRequest) -> bool:
    """Whether the consent is noted in the midst of a handover."""
    return FIRST in request.GET


def back_to_handover(url: str, consent: Consent) -> HttpResponse:
    """Back to the handover one began, with the consent just noted chosen."""
    return HttpResponseRedirect(f"{url}{'&' if '?' in url else '?'}{NOTED}={consent.pk}")


def give_back(request: StaffRequest, form: ConsentedForm, name: str) -> None:
    """What was typed before the consent was noted stands in the fresh form again, and rests on that consent."""
    if form.is_bound:
        return
    if fields := kept_fields(request, name):
        restore(form, fields)
    noted = number_in(request.GET.get(NOTED, ""))
    if noted in form.consents:
        form.initial = {**form.initial, "basis": OpenedBy.CONSENT, "consent": noted}


def sent(request: StaffRequest, name: str) -> None:
    """The handover is sent: nothing of what was kept stays."""
    forget_kept(request, name)

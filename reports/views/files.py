"""Files to download."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import wording
from accounts.enums import Look, Subject
from accounts.http import StaffRequest, note_look

from ..charts.figure import Figure, FileKind


def file_response(data: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser keeps under a name."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def chart_response(
    request: StaffRequest,
    figures: Iterable[Figure],
    asked: tuple[str, str],
    *,
    whose: str,
    counted_at: dt.datetime | None,
    page: str,
) -> HttpResponse:
    """The chart of a code as a kind of file, whose it is and when it was counted under it.

    Where it is not drawn, too few being behind it, the page says so; 404 for a kind of file there is not.
    """
    code, kind = asked
    if kind not in {each.value for each in FileKind}:
        raise Http404
    figure = next((each for each in figures if each.code == code), None)
    if figure is None:
        messages.info(request, _("That chart is not drawn here. The page says why."))
        return redirect(page)
    facts = {"whose": whose, "moment": wording.moment(counted_at)}
    made = figure.file(FileKind(kind), _("%(whose)s. Source: Fasthold, counted %(moment)s.") % facts)
    note_look(request, Look.EXPORT, Subject.REPORT)
    return file_response(made.data, made.content_type, made.name)

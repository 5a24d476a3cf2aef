"""When a consent no longer holds: from the moment it is withdrawn, and after its last day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q


def is_over(on: dt.date, *, of: str = "") -> Q:
    """Which consents no longer hold on a day; `of` leads to the consent from another record, as `consent__`."""
    return Q(**{f"{of}withdrawn_at__isnull": False}) | Q(**{f"{of}ends_on__lt": on})

"""What the associations told: arrears on their lists, and notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from housing.enums import NoticeKind, Step

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import by_choice
from .registry import figure
from .values import Value, counted, total


@figure(Section.ARREARS, _("Arrears received"), Unit.WARNINGS, parts_by=_("Step on the list"))
def warnings_received(reach: Reach, year: int) -> Value:
    """Lines of the arrears lists whose day lies in the year, one per tenancy and list, at the step the list gives.
    A tenancy on three lists counts three times; lists taken back do not count."""
    return total(by_choice(reach.warnings().filter(as_of_year=year), "step", Step))


@figure(Section.ARREARS, _("Tenancies with arrears received"), Unit.TENANCIES)
def tenancies_warned(reach: Reach, year: int) -> Value:
    """Tenancies that stand on at least one arrears list whose day lies in the year, each counted once."""
    return counted(reach.warnings().filter(as_of_year=year).values("tenancy").distinct().count())


@figure(Section.ARREARS, _("Notices received"), Unit.NOTICES, parts_by=_("Kind of notice"))
def notices_received(reach: Reach, year: int) -> Value:
    """Notices about a case filed with the bailiff court, from the association (almenlejeloven § 92(2))
    or the court, by the day they were received."""
    return total(by_choice(reach.notices().filter(received_on__year=year), "kind", NoticeKind))

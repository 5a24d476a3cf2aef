"""What the associations told: arrears on their lists, and notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from housing.enums import NoticeKind, Step

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, counted, percentage, total
from .breakdowns import by_choice
from .registry import Basis, figure

LISTS = Basis(TimeBase.EVENT, Origin.LISTS)
NOTICES = Basis(TimeBase.EVENT, Origin.NOTICES)


@figure(Section.ARREARS, _("Arrears received"), Unit.WARNINGS, LISTS, parts_by=_("Step on the list"))
def warnings_received(counts: Counts) -> Value:
    """Lines of the arrears lists whose day lies in the year, one per tenancy and list, at the step the list gives.
    A tenancy on three lists counts three times; lists taken back do not count."""
    return total(by_choice(counts.by("warnings", "step"), Step))


@figure(Section.ARREARS, _("Tenancies with arrears received"), Unit.TENANCIES, LISTS, version=2)
def tenancies_warned(counts: Counts) -> Value:
    """Tenancies that stand on at least one arrears list whose day lies in the year, each counted once; over several
    years once in each."""
    return counted(counts.total("warned_tenancies"))


@figure(Section.ARREARS, _("Notices received"), Unit.NOTICES, NOTICES, parts_by=_("Kind of notice"))
def notices_received(counts: Counts) -> Value:
    """Notices about a case filed with the bailiff court, from the association (almenlejeloven § 92(2))
    or the court, by the day they were received."""
    kinds = dict(counts.by("notices", "kind"))
    if counts.reach.is_associations_own:
        kinds.pop(NoticeKind.COURT, None)
    return total(by_choice(kinds, NoticeKind))


@figure(
    Section.ARREARS,
    _("Notices on time"),
    Unit.PERCENT,
    NOTICES.by(Formula.SHARE),
    parts_by=_("Notice under § 92(2)"),
    part_unit=Unit.NOTICES,
)
def notices_on_time(counts: Counts) -> Value:
    """Share of the associations’ notices received in the year that came at the latest on the day the case was filed
    with the bailiff court, as almenlejeloven § 92(2) demands. Filings without any notice are not among them."""
    found = counts.by("notices_92_2", "punctuality")
    parts = (
        Part.counted("on_time", _("On time"), found.get("on_time", 0)),
        Part.counted("late", _("Late"), found.get("late", 0)),
    )
    share = percentage(parts[0].count, sum(part.count for part in parts))
    return Value(share, parts[0].count, parts, headline="on_time")

"""The tables of a year from the sums as they stand, the counts behind their cells, and how those add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality

from ..counts import Counts, read, read_places
from ..enums import PlaceKind, Unit
from ..figures import CATALOGUE, Figure
from ..reach import of_municipality
from ..tables import Category, Cell, CountKey, Dimension, Publication, Role, State, Sum, Table, Words
from ..values import Part, percentage
from ..wording import DECIMALS
from .breakdowns import BREAKDOWNS, DAYS, PEOPLE, Breakdown
from .ties import Tie, Told, ties, ties_of_mentions
from .words import ALL, both, labels_of, place_name

PLACE_NAMES = {
    PlaceKind.DISTRICT: (_("District"), "district"),
    PlaceKind.ASSOCIATION: (_("Housing association"), "association"),
}
#: Of fewer than so many, no median or quartile is published.
FEWEST = 20


def publication_of(municipality: Municipality, year: int, *, now: dt.datetime) -> Publication:
    """The tables of a year as far as they leave the house, from the sums as they stand."""
    return _Maker(municipality, year).made()


class _Maker:
    """Gathers the tables of one municipality and year, with the counts behind their cells."""

    def __init__(self, municipality: Municipality, year: int) -> None:
        self._in_year = ("year", str(year))
        self._counts = read(of_municipality(municipality), (year,))
        self._places = {
            kind: read_places(municipality.pk, kind, year, names=self._counts.names) for kind in PLACE_NAMES
        }
        self._known: dict[CountKey, int] = {}
        self._sums: dict[Sum, None] = {}

    def made(self) -> Publication:
        tables = [table for one in BREAKDOWNS for table in self._breakdown(one)]
        tables += [self._rates(), self._people(), self._days()]
        for tie in ties(self._counts):
            self._tie(tie)
        return Publication(tuple(tables), self._known, tuple(self._sums))

    def _key(self, measure: str, *pairs: tuple[str, str]) -> CountKey:
        return CountKey(measure, tuple(sorted((*pairs, self._in_year))))

    def _count(self, measure: str, count: int, *pairs: tuple[str, str]) -> CountKey:
        key = self._key(measure, *pairs)
        if self._known.setdefault(key, count) != count:
            raise ValueError(f"{key} is {self._known[key]} in one table and {count} in another")
        return key

    def _tie(self, tie: Tie) -> None:
        total, *parts = (self._count(one.measure, one.count, *one.within) for one in (tie.total, *tie.parts))
        self._sums[Sum(total, tuple(parts))] = None

    def _breakdown(self, one: Breakdown) -> Iterator[Table]:
        parts = _parts(one, self._counts)
        if not parts:
            return
        keys = self._keys(one, self._counts, parts, ())
        yield self._table(one, (_dimension(one, self._counts),), keys)
        for kind in one.crossed:
            yield self._crossed(one, kind, [part.code for part in parts])

    def _crossed(self, one: Breakdown, kind: PlaceKind, order: Sequence[str]) -> Table:
        """A breakdown within each place; the places of a kind together are the municipality."""
        name, code = PLACE_NAMES[kind]
        places = {key: counts for key, counts in self._places[kind].items() if counts.total(one.measure)}
        labels = {key: place_name(kind, key, self._counts) for key in places}
        keys: list[CountKey] = list(self._keys(one, self._counts, _parts(one, self._counts), ()))
        by_place: list[Sequence[CountKey]] = []
        for key, counts in sorted(places.items(), key=lambda place: _order(labels[place[0]])):
            found = {part.code: part for part in _parts(one, counts)}
            parts = [found.get(each) or Part.counted(each, each, 0) for each in order]
            by_place.append(self._keys(one, counts, parts, ((code, labels[key][0]),)))
            keys += by_place[-1]
        for number, whole in enumerate(keys[: len(order) + 1]):
            if by_place:
                self._sums[Sum(whole, tuple(row[number] for row in by_place))] = None
        ordered = sorted(labels.values(), key=_order)
        categories = (Category("all", ALL), *(Category(each, words) for each, words in ordered))
        dimension = Dimension(code, both(name), Role.PLACE, categories, "all")
        shown = _dimension(one, self._counts)
        return self._table(one, (dimension, shown), keys, suffix=f"_by_{code}")

    def _keys(
        self, one: Breakdown, counts: Counts, parts: Sequence[Part], place: tuple[tuple[str, str], ...]
    ) -> tuple[CountKey, ...]:
        """The keys of the whole and of each part, with what they add up to noted."""
        within = (*one.within, *place)
        total = sum(part.count for part in parts) if one.adds_up else CATALOGUE[one.figure].count(counts).count
        whole = self._count(one.whole or one.measure, total, *within)
        # What lies within the whole of something else is told by that as well, unless it is counted for itself.
        around = place if one.whole else within
        keys = tuple(self._count(one.measure, part.count, *around, (one.dimension, part.code)) for part in parts)
        if one.adds_up:
            self._sums[Sum(whole, keys)] = None
        else:
            said = [Told(key.measure, self._known[key], _without_year(key)) for key in (whole, *keys)]
            for tie in ties_of_mentions(said[0], tuple(said[1:]), code=one.measure):
                self._tie(tie)
        return (whole, *keys)

    def _table(
        self, one: Breakdown, dimensions: tuple[Dimension, ...], keys: Sequence[CountKey], *, suffix: str = ""
    ) -> Table:
        """Counts, and for what adds up the share each is of its own whole."""
        figure = CATALOGUE[one.figure]
        unit = both(figure.part_unit.label)
        size = len(dimensions[-1].categories)
        measures = [Category("count", both(_("Number")), unit)]
        if one.adds_up:
            measures.append(Category("share", both(_("Share")), both(Unit.PERCENT.label), 1))
        cells: list[Cell] = []
        for number, key in enumerate(keys):
            whole = keys[number - number % size]
            cells.append(Cell(self._known[key], (key,)))
            if one.adds_up:
                share = percentage(self._known[key], self._known[whole])
                cells.append(_known_or_not(share, (key, whole)))
        measure = Dimension("measure", both(_("Measure")), Role.MEASURE, tuple(measures))
        return Table(
            one.figure + suffix, _title(figure, dimensions), (one.figure,), (*dimensions, measure), tuple(cells)
        )

    def _rates(self) -> Table:
        """Evictions per 1,000 dwellings, with what they rest on."""
        figure = CATALOGUE["evictions_per_1000_dwellings"]
        value = figure.count(self._counts)
        dwellings = {
            self._counts.names.association(pk)[0]: count
            for pk, count in self._counts.by("dwellings", "association").items()
        }
        rated = {
            self._counts.names.association(pk)[0]: count
            for pk, count in self._counts.by("evictions_rated", "association").items()
        }
        whole = self._rated(self._counts.total("evictions"), self._counts.total("evictions_rated"))
        rows: list[tuple[str, Words, int | None, Decimal | int | None, tuple[CountKey, ...]]] = [
            ("all", ALL, self._counts.total("dwellings"), value.value, whole)
        ]
        for part in sorted(value.parts, key=lambda part: str(part.label)):
            keys = self._rated(part.count, rated.get(part.code, 0), ("association", part.code))
            rows.append((part.code, both(part.label), dwellings.get(part.code), part.value, keys))
        cells = [
            cell
            for _code, _label, homes, rate, keys in rows
            for cell in (_known_or_not(homes, ()), _known_or_not(rate, keys))
        ]
        place = Dimension(
            "association",
            both(_("Housing association")),
            Role.PLACE,
            tuple(Category(code, label) for code, label, *_rest in rows),
            "all",
        )
        measures = Dimension(
            "measure",
            both(_("Measure")),
            Role.MEASURE,
            (
                Category("dwellings", both(_("Dwellings on 1 January")), both(Unit.DWELLINGS.label)),
                Category("rate", both(figure.label), both(figure.unit.label), DECIMALS[figure.unit]),
            ),
        )
        return Table(figure.code, both(figure.label), (figure.code, "coverage"), (place, measures), tuple(cells))

    def _rated(self, evictions: int, rated: int, *place: tuple[str, str]) -> tuple[CountKey, ...]:
        """What a rate rests on: all the evictions, and those where the number of dwellings is known."""
        return self._count("evictions", evictions, *place), self._count("evictions_rated", rated, *place)

    def _people(self) -> Table:
        """Persons, children and households behind the evictions: counts of their own, each hidden as the evictions are
        that it is summed over."""
        codes = [code for code, _behind in PEOPLE]
        cells = []
        for code, behind in PEOPLE:
            number = self._counts.total(code)
            keys = dict.fromkeys((self._count(code, number), self._count(behind, self._counts.total(behind))))
            cells.append(Cell(number, tuple(keys)))
        return Table(
            "people_evicted", both(_("People behind the evictions")), tuple(codes), (_figures(codes),), tuple(cells)
        )

    def _days(self) -> Table:
        """Medians and quartiles of days; none of fewer than twenty."""
        names = (("median", _("Median")), ("lower", _("A quarter within")), ("upper", _("Three quarters within")))
        cells = []
        for code in DAYS:
            value = CATALOGUE[code].count(self._counts)
            known: Mapping[str, object] = {part.code: part.value for part in value.parts}
            for column, _label in names:
                number = value.value if column == "median" else known.get(column)
                is_enough = value.count >= FEWEST
                if number is None:
                    cells.append(Cell(None, (), State.UNKNOWN))
                elif is_enough and isinstance(number, Decimal | int):
                    cells.append(Cell(number))
                else:
                    cells.append(Cell(None, (), State.HIDDEN))
        codes = list(DAYS)
        columns = tuple(Category(code, both(label), both(Unit.DAYS.label), 1) for code, label in names)
        measures = Dimension("measure", both(_("Measure")), Role.MEASURE, columns)
        which = Dimension(
            "wait", both(_("Figure")), Role.GROUP, tuple(Category(code, both(CATALOGUE[code].label)) for code in codes)
        )
        return Table("days", both(_("How many days it took")), tuple(codes), (which, measures), tuple(cells))


def _without_year(key: CountKey) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in key.within if pair[0] != "year")


def _parts(one: Breakdown, counts: Counts) -> tuple[Part, ...]:
    return CATALOGUE[one.figure].count(counts).parts


def _dimension(one: Breakdown, counts: Counts) -> Dimension:
    figure = CATALOGUE[one.figure]
    categories = (Category("all", ALL), *(Category(code, name) for code, name in labels_of(figure, counts).items()))
    is_place = one.dimension in ("district", "association")
    return Dimension(
        one.dimension,
        both(figure.parts_by or ""),
        Role.PLACE if is_place else Role.GROUP,
        categories,
        "all" if one.adds_up else "",
    )


def _figures(codes: Sequence[str]) -> Dimension:
    columns = tuple(Category(code, both(CATALOGUE[code].label), both(CATALOGUE[code].unit.label)) for code in codes)
    return Dimension("measure", both(_("Measure")), Role.MEASURE, columns)


def _title(figure: Figure, dimensions: Sequence[Dimension]) -> Words:
    """The figure's name, and the place it is told by."""
    name = both(figure.label)
    if len(dimensions) == 1:
        return name
    place = dimensions[0].label
    return Words(f"{name.en}, by {place.en.lower()}", f"{name.da}, efter {place.da.lower()}")


def _order(place: tuple[str, Words]) -> tuple[int, str]:
    """Districts by their number, associations by their name, homes without a district last."""
    code, name = place
    return (int(code), "") if code.isdigit() else (100 if code == "none" else 0, name.da.casefold())


def _known_or_not(value: int | Decimal | None, rests_on: tuple[CountKey, ...]) -> Cell:
    return Cell(None, rests_on, State.UNKNOWN) if value is None else Cell(value, rests_on)

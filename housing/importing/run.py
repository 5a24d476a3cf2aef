"""One pass over a list: each line is read, put with the other lines of its tenancy, and counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from housing.enums import Severity, Step

from .data_lines import Lines, data_lines
from .headings import Columns, absent
from .layouts import Layout
from .line_reader import LineReader
from .rows import Problem, Row
from .same_tenancy import GatheredLine, SharedTenancy, settle
from .tally import Tally
from .totals import Totals

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole list amounts to.

    `rows` counts the lines of data, received or not; `tenancies` and `total_arrears` (kroner) what is
    received, each tenancy once; `by_step` the tenancies at each step. `problems` are in the order of the lines.

    A tenancy must not pass for vanished because its own line was faulty: `seen_tenancies` are the tenancy
    numbers on lines that are not received, `seen_people` the CPR numbers on lines that do not even say their
    tenancy, and `unnumbered_lines` counts those lines.
    """

    rows: int
    tenancies: int
    total_arrears: Decimal
    by_step: dict[str, int]
    encoding: str
    problems: tuple[Problem, ...]
    seen_tenancies: frozenset[str]
    seen_people: frozenset[str]
    unnumbered_lines: int

    @property
    def is_faulty(self) -> bool:
        """Whether some line is not received."""
        return any(problem.severity == Severity.FATAL for problem in self.problems)


class Run:
    """Reads the lines of a list once, from the first to the last."""

    def __init__(self, lines: Lines, columns: Columns, layout: Layout, counted: Tally) -> None:
        self._lines = lines
        self._columns = columns
        self._expects_several = layout.line_per == "tenant"
        self._awaited = counted.shared
        self._shared: dict[str, SharedTenancy] = {}
        self._reader = LineReader(layout, columns, pads_short_lines=lines.pads_short_lines)
        self._totals = Totals(layout, columns)
        self._lines_read = self._unnumbered = 0
        self._not_received = _NOTHING
        self._by_step = dict.fromkeys(Step.values, 0)
        self._seen_tenancies: set[str] = set()
        self._seen_people: set[str] = set()
        for heading in absent(columns, layout):
            missing = Problem(columns.line, heading, Severity.WARNING.value, "heading_missing")
            self._reader.problems.append(missing)

    def rows(self) -> Iterator[Row]:
        """Each tenancy that can be received, once."""
        awaited = self._awaited
        for line, record, flaw, number in data_lines(self._lines, self._columns, self._totals):
            self._lines_read += 1
            if awaited and hash(number) in awaited:
                row = self._read_shared(line, record, flaw, number)
            else:
                row = self._read_alone(line, record, flaw, number)
            if row is not None:
                self._by_step[row.step] += 1
                yield row
        for number, shared in self._shared.items():  # lines that were counted and did not come
            if row := self._settled(shared, number):
                self._by_step[row.step] += 1
                yield row

    def take_problems(self) -> list[Problem]:
        """The problems found since the last time, in the order of the lines."""
        problems = self._reader.problems + self._totals.problems
        self._reader.problems, self._totals.problems = [], []
        return sorted(problems, key=lambda problem: problem.line)

    def summary(self, problems: list[Problem]) -> Summary:
        """What the list amounts to, once all its rows have been taken."""
        return Summary(
            rows=self._lines_read,
            tenancies=sum(self._by_step.values()),
            total_arrears=self._totals.once - self._not_received,
            by_step=dict(self._by_step),
            encoding=self._lines.encoding,
            problems=tuple(sorted(problems, key=lambda problem: problem.line)),
            seen_tenancies=frozenset(self._seen_tenancies),
            seen_people=frozenset(self._seen_people),
            unnumbered_lines=self._unnumbered,
        )

    def _read_alone(self, line: int, record: list[str], flaw: str, number: str) -> Row | None:
        row = self._reader.read(line, record, flaw)
        if row is not None:
            self._totals.once += row.amount
        else:
            self._not_received_alone(number, record)
        return row

    def _not_received_alone(self, number: str, record: list[str]) -> None:
        amount = self._reader.amount or _NOTHING
        self._totals.once += amount
        self._not_received += amount
        if number:
            self._seen_tenancies.add(number)
        else:
            self._unnumbered += 1
            self._seen_people |= self._reader.people(record)

    def _read_shared(self, line: int, record: list[str], flaw: str, number: str) -> Row | None:
        """Gathers a line of a tenancy with several; the row comes with the last of them."""
        shared = self._shared.get(number)
        if shared is None:
            shared = self._shared[number] = SharedTenancy(self._awaited[hash(number)])
        shared.awaited -= 1
        cells = tuple(record)
        if earlier := shared.same_line(cells):
            self._reader.note(line, "tenancy_number", Severity.WARNING, "duplicate_line", str(earlier.line))
            self._totals.repeated += earlier.amount
        else:
            self._gather(shared, line, record, flaw, cells)
        if shared.awaited:
            return None
        del self._shared[number]
        return self._settled(shared, number)

    def _gather(self, shared: SharedTenancy, line: int, record: list[str], flaw: str, cells: tuple[str, ...]) -> None:
        row = self._reader.read(line, record, flaw)
        amount = self._reader.amount or _NOTHING
        if shared.lines:
            self._totals.repeated += amount
        else:
            self._totals.once += amount
        shared.lines.append(GatheredLine(line, cells, row, amount))

    def _settled(self, shared: SharedTenancy, number: str) -> Row | None:
        row = settle(shared, self._reader, expects_several=self._expects_several)
        if row is None:
            self._not_received += shared.lines[0].amount
            self._seen_tenancies.add(number)
        return row

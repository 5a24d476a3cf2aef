"""How one sender's lists are laid out: which heading means what, and how amounts and steps are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from housing.enums import Step

Headings = tuple[str, ...]

FILE_FORMATS = ("auto", "csv", "xlsx")
DECIMAL_STYLES = ("auto", "comma", "point")
LINES_PER = ("tenancy", "tenant")
DEPARTMENT_RULES = ("column", "up_to_last_dash")
DELIMITERS = (";", ",", "\t", "|")

#: What a layout may find a heading for, beside the tenants' names and CPR numbers.
FIELDS = (
    "tenancy_number",
    "department",
    "association",
    "street",
    "postcode",
    "city",
    "rent",
    "amount",
    "due_on",
    "step",
    "demand_sent_on",
    "phone",
)
ALWAYS_NEEDED = ("tenancy_number", "amount", "step")

#: How associations write the steps; numbers and words mean the same everywhere seen.
STEP_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "1": Step.EARLY.value,
        "2": Step.DEMANDED.value,
        "3": Step.RESCINDED.value,
        "4": Step.FILED.value,
        "rykker": Step.EARLY.value,
        "påkrav": Step.DEMANDED.value,
        "ophævet": Step.RESCINDED.value,
        "foged": Step.FILED.value,
    }
)
#: A line that begins with one of these instead of a tenancy is a total.
TOTAL_WORDS = ("i alt", "ialt", "total", "sum", "samlet")


@dataclass(frozen=True, slots=True)
class TenantColumns:
    """The headings under which one of the tenants stands; each a choice of spellings."""

    name: Headings
    cpr: Headings = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sender's lists are laid out.

    `columns` gives for each of `FIELDS` the spellings of its heading; case, spaces and a full stop at the
    end do not matter. `tenants` gives the headings of each tenant on a line. `line_per` says whether
    co-tenants share a line ("tenancy") or have one each ("tenant"). `department_rule` takes the department
    from its column, or from the tenancy number up to its last dash. `delimiter` None means: find it.
    """

    code: str
    name: str
    columns: Mapping[str, Headings]
    tenants: tuple[TenantColumns, ...]
    file_format: str = "auto"
    delimiter: str | None = None
    decimal: str = "auto"
    line_per: str = "tenancy"
    department_rule: str = "column"
    steps: Mapping[str, str] = field(default_factory=lambda: STEP_WORDS)
    totals: Headings = TOTAL_WORDS

    @property
    def needed(self) -> frozenset[str]:
        """The fields without whose heading a file does not fit this layout."""
        dated = {"due_on"} & self.columns.keys()
        department = {"department"} if self.department_rule == "column" else set()
        return frozenset({*ALWAYS_NEEDED, "name_1", *dated, *department})

    @property
    def spellings(self) -> dict[str, Headings]:
        """Every field with the spellings of its heading; tenants as name_1, cpr_1, name_2 …"""
        wanted = dict(self.columns)
        for number, tenant in enumerate(self.tenants, start=1):
            wanted[f"name_{number}"] = tenant.name
            wanted[f"cpr_{number}"] = tenant.cpr
        return {name: headings for name, headings in wanted.items() if headings}

    def to_dict(self) -> dict[str, Any]:
        """The layout as it is saved; `layout_from` reads it again."""
        return {
            "code": self.code,
            "name": self.name,
            "file_format": self.file_format,
            "delimiter": self.delimiter,
            "decimal": self.decimal,
            "line_per": self.line_per,
            "department_rule": self.department_rule,
            "columns": {name: list(headings) for name, headings in self.columns.items()},
            "tenants": [{"name": list(tenant.name), "cpr": list(tenant.cpr)} for tenant in self.tenants],
            "steps": dict(self.steps),
            "totals": list(self.totals),
        }

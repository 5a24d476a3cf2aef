import json
from typing import Any

import pytest
from django.utils import translation

from housing.importing.layouts import STEP_WORDS, TOTAL_WORDS, Layout
from housing.importing.ready_layouts import AAB, KAB, READY_LAYOUTS
from housing.importing.saved_layouts import InvalidLayout, layout_from
from tests.housing.reading import aab, aab_line, found_in, kab, kab_line


def saved(**changed: Any) -> dict[str, Any]:
    """A saved layout with some of its values changed."""
    return KAB.to_dict() | changed


def errors_of(layout: object) -> list[str]:
    with pytest.raises(InvalidLayout) as refusal, translation.override("en"):
        layout_from(layout)
    assert str(refusal.value) == " ".join(refusal.value.errors)
    return list(refusal.value.errors)


@pytest.mark.parametrize("layout", READY_LAYOUTS.values(), ids=READY_LAYOUTS.keys())
def test_a_layout_is_saved_and_read_again(layout: Layout) -> None:
    assert layout_from(json.loads(json.dumps(layout.to_dict()))) == layout


def test_a_layout_may_be_short() -> None:
    short = {
        "code": "nyt",
        "columns": {"tenancy_number": ["Nr"], "amount": ["Beløb"], "step": ["Trin"], "department": ["Afd"]},
        "tenants": [{"name": ["Navn"]}],
    }

    layout = layout_from(short)

    assert (layout.name, layout.decimal, layout.line_per, layout.delimiter) == ("nyt", "auto", "tenancy", None)
    assert (layout.steps, layout.totals) == (STEP_WORDS, TOTAL_WORDS)
    found = found_in("Afd;Nr;Navn;Beløb;Trin\n51;51-1;Bo;1.234,50;foged\nTotal;;;1.234,50;\n".encode(), layout)
    assert [(row.step, str(row.amount)) for row in found.rows] == [("filed", "1234.50")]
    assert found.problems == []


def test_a_layouts_own_steps_and_totals_replace_the_usual_ones() -> None:
    own = layout_from(saved(steps={"Advaret ": "early", "SLUT": "filed"}, totals=["Bundlinje"]))
    lines = [kab_line(step="advaret"), kab_line("51-02-0002", step="Slut."), kab_line("51-02-0003", step="1")]

    found = found_in(kab(*lines, "Bundlinje;;;;;;;;;;;69.859,86;;;;", "I alt;;;;;;;;;;;1,00;;;;"), own)

    assert [row.step for row in found.rows] == ["early", "filed"]
    assert {(line, code) for line, _, code in found.problems} >= {(4, "step_unknown"), (6, "tenancy_missing")}
    assert 5 not in {line for line, _, _ in found.problems}


def test_one_line_per_tenant_may_be_saved_for_any_sender() -> None:
    layout = layout_from(AAB.to_dict() | {"code": "ny", "delimiter": ",", "file_format": "csv"})

    found = found_in(aab(aab_line(), aab_line(name="Bo", cpr="")), layout)

    assert [[tenant.name for tenant in row.tenants] for row in found.rows] == [["Yasmin Thygesen", "Bo"]]


@pytest.mark.parametrize("layout", [None, [], "kab", 5])
def test_only_an_object_is_a_layout(layout: object) -> None:
    assert errors_of(layout) == ["A layout is an object with names and values."]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code": " "}, "The layout needs a code."),
        ({"code": 5}, "The layout needs a code."),
        ({"name": 5}, "The name of the layout must be text."),
        ({"colour": "red"}, "“colour” is no part of a layout."),
        ({"decimal": "dot"}, "“decimal” must be one of 'auto', 'comma', 'point'."),
        ({"line_per": "person"}, "“line_per” must be one of 'tenancy', 'tenant'."),
        ({"file_format": ["csv"]}, "“file_format” must be one of 'auto', 'csv', 'xlsx'."),
        ({"delimiter": ":"}, "“delimiter” must be one of None, ';', ',', '\\t', '|'."),
        ({"department_rule": "guess"}, "“department_rule” must be one of 'column', 'up_to_last_dash'."),
        ({"columns": None}, "“columns” must name the headings of each field."),
        ({"columns": KAB.to_dict()["columns"] | {"pet": ["Hund"]}}, "“pet” is no field of a list."),
        ({"columns": KAB.to_dict()["columns"] | {"rent": []}}, "The headings of “rent” must be a list of texts."),
        ({"columns": KAB.to_dict()["columns"] | {"rent": "Leje"}}, "The headings of “rent” must be a list of texts."),
        ({"columns": KAB.to_dict()["columns"] | {"rent": [" "]}}, "The headings of “rent” must be a list of texts."),
        ({"tenants": []}, "“tenants” must name the headings of at least one tenant."),
        (
            {"tenants": [{"name": ["Lejer"]}, {"name": []}]},
            "Tenant 2 needs a list of headings for the name, and may have one for the CPR number.",
        ),
        (
            {"tenants": ["Lejer"]},
            "Tenant 1 needs a list of headings for the name, and may have one for the CPR number.",
        ),
        ({"steps": {}}, "“steps” must say what each word for a step means."),
        (
            {"steps": {"1": "evicted"}},
            "The step “1” must mean one of early, demanded, rescinded, filed.",
        ),
        ({"totals": "I alt"}, "“totals” must be a list of words."),
        ({"tenants": [{"name": ["adresse."]}]}, "The heading “adresse” is used for more than one thing."),
    ],
)
def test_a_senseless_layout_is_told_what_is_wrong(changed: dict[str, Any], error: str) -> None:
    assert errors_of(saved(**changed)) == [error]


def test_everything_wrong_is_told_at_once() -> None:
    assert errors_of({}) == [
        "The layout needs a code.",
        "“columns” must name the headings of each field.",
        "“tenants” must name the headings of at least one tenant.",
    ]
    assert errors_of(saved(columns={"amount": ["Beløb"]}, decimal="?")) == [
        "“decimal” must be one of 'auto', 'comma', 'point'.",
        "The heading of “tenancy_number” is missing.",
        "The heading of “step” is missing.",
        "The heading of “department” is missing.",
    ]

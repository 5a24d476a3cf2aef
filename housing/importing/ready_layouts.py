"""The layouts that come with the product: KAB, FSB and AAB as they export their lists."""

from collections.abc import Mapping
from types import MappingProxyType

from .layouts import Layout, TenantColumns

KAB = Layout(
    code="kab",
    name="KAB",
    decimal="comma",
    columns={
        "association": ("Selskab",),
        "department": ("Afdeling",),
        "tenancy_number": ("Lejemålsnr.", "Lejemålsnummer"),
        "street": ("Adresse",),
        "postcode": ("Postnr", "Postnummer"),
        "city": ("By",),
        "rent": ("Månedsleje",),
        "amount": ("Restance i alt", "Restance"),
        "due_on": ("Forfaldsdato",),
        "step": ("Rykkertrin",),
        "demand_sent_on": ("Påkrav sendt",),
        "phone": ("Telefon",),
    },
    tenants=(
        TenantColumns(name=("Lejer 1",), cpr=("CPR 1",)),
        TenantColumns(name=("Lejer 2",), cpr=("CPR 2",)),
    ),
)

FSB = Layout(
    code="fsb",
    name="FSB",
    decimal="comma",
    columns={
        "department": ("Afd.", "Afdeling"),
        "tenancy_number": ("Lejemål",),
        "street": ("Adresse",),
        "postcode": ("Postnr.",),
        "rent": ("Leje/md",),
        "amount": ("Saldo",),
        "due_on": ("Forfald",),
        "step": ("Trin",),
    },
    tenants=(TenantColumns(name=("Navn",), cpr=("Personnr.",)),),
)

AAB = Layout(
    code="aab",
    name="AAB",
    decimal="point",
    line_per="tenant",
    department_rule="up_to_last_dash",
    columns={
        "tenancy_number": ("lejemaal",),
        "street": ("vej",),
        "postcode": ("postnr",),
        "city": ("by",),
        "rent": ("leje",),
        "amount": ("skyldigt_beloeb",),
        "due_on": ("forfald",),
        "step": ("status",),
    },
    tenants=(TenantColumns(name=("lejer_navn",), cpr=("cpr",)),),
)

READY_LAYOUTS: Mapping[str, Layout] = MappingProxyType({layout.code: layout for layout in (KAB, FSB, AAB)})

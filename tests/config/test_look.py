"""What is said and drawn on every page, in Danish and in English."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from accounts import icons, markup, wording
from accounts.demo import DEMO_ACCOUNTS
from accounts.enums import Role
from accounts.navigation import NAVIGATION
from tests.factories.people import make_caseworker, make_manager

TODAY = dt.date(2026, 11, 22)
HEARING = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # ten o'clock in Copenhagen
TEMPLATES = Path(settings.BASE_DIR) / "templates"
NBSP = "\N{NO-BREAK SPACE}"


def drawn(template: str, **context: Any) -> str:
    return engines["django"].from_string(template).render(context)


def one_line(html: str) -> str:
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("said", "danish", "english"),
    [
        (lambda: wording.kroner(Decimal("20132.92")), f"20.132,92{NBSP}kr.", "20,132.92 kr."),
        (lambda: wording.kroner(Decimal("-0.5")), f"−0,50{NBSP}kr.", "−0.50 kr."),
        (lambda: wording.kroner(Decimal("-0.001")), f"0,00{NBSP}kr.", "0.00 kr."),
        (lambda: wording.kroner(None), "–", "–"),
        (lambda: wording.number(1234567), "1.234.567", "1,234,567"),
        (lambda: wording.number(Decimal("1.995"), 2), "2,00", "2.00"),
        (lambda: wording.number(None), "–", "–"),
        (lambda: wording.percent(-65.94), f"−65,9{NBSP}%", "−65.9%"),
        (lambda: wording.percent(7, 0), f"7{NBSP}%", "7%"),
        (lambda: wording.percent(None), "–", "–"),
        (lambda: wording.months(Decimal("2.04")), f"2,0{NBSP}mdr.", "2.0 months"),
        (lambda: wording.months(None), "–", "–"),
        (lambda: wording.day(TODAY), "22-11-2026", "22 Nov 2026"),
        (lambda: wording.day(dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)), "23-11-2026", "23 Nov 2026"),
        (lambda: wording.day(None), "–", "–"),
        (lambda: wording.short_day(dt.date(2026, 1, 5), TODAY), "05-01", "5 Jan"),
        (lambda: wording.short_day(dt.date(2027, 1, 5), TODAY), "05-01-2027", "5 Jan 2027"),
        (lambda: wording.short_day(None, TODAY), "–", "–"),
        (lambda: wording.weekday_and_day(HEARING), "onsdag 25-11-2026", "Wednesday 25 Nov 2026"),
        (lambda: wording.clock(HEARING), "kl. 10.00", "10:00"),
        (lambda: wording.clock(dt.time(7, 5)), "kl. 07.05", "07:05"),
        (lambda: wording.clock(None), "–", "–"),
        (lambda: wording.moment(HEARING), "25-11-2026 kl. 10.00", "25 Nov 2026, 10:00"),
        (lambda: wording.moment(None), "–", "–"),
        (lambda: wording.days(1), "1 dag", "1 day"),
        (lambda: wording.days(9), "9 dage", "9 days"),
        (lambda: wording.capped_count(1000), "1.000", "1,000"),
        (lambda: wording.capped_count(1001), "1.000+", "1,000+"),
    ],
)
def test_wording(said: Any, danish: str, english: str) -> None:
    with translation.override("da"):
        in_danish = said()
    with translation.override("en"):
        in_english = said()

    assert (in_danish, in_english) == (danish, english)


@pytest.mark.parametrize(
    ("away", "danish", "english"),
    [
        (-15, "07-11-2026", "7 Nov 2026"),
        (-14, "for 14 dage siden", "14 days ago"),
        (-2, "for 2 dage siden", "2 days ago"),
        (-1, "i går", "yesterday"),
        (0, "i dag", "today"),
        (1, "i morgen", "tomorrow"),
        (3, "om 3 dage", "in 3 days"),
        (14, "om 14 dage", "in 14 days"),
        (15, "07-12-2026", "7 Dec 2026"),
    ],
)
def test_a_day_seen_from_today(away: int, danish: str, english: str) -> None:
    day = TODAY + dt.timedelta(days=away)
    with translation.override("da"):
        in_danish = wording.relative_day(day, TODAY)
    with translation.override("en"):
        in_english = wording.relative_day(day, TODAY)

    assert (in_danish, in_english) == (danish, english)


def test_no_day_is_a_dash() -> None:
    assert wording.relative_day(None, TODAY) == "–"
    assert [markup.day_markup(None), markup.moment_markup(None), markup.relative_day_markup(None, TODAY)] == ["–"] * 3


def test_days_are_marked_up_with_the_exact_date() -> None:
    with translation.override("da"):
        assert markup.day_markup(TODAY) == '<time datetime="2026-11-22">22-11-2026</time>'
        assert markup.moment_markup(HEARING) == '<time datetime="2026-11-25T10:00:00+01:00">25-11-2026 kl. 10.00</time>'
        assert markup.relative_day_markup(HEARING, TODAY) == (
            '<time datetime="2026-11-25" title="onsdag 25-11-2026">om 3 dage'
            '<span class="visually-hidden"> (onsdag 25-11-2026)</span></time>'
        )
        assert markup.relative_day_markup(dt.date(2027, 1, 5), TODAY) == (
            '<time datetime="2027-01-05" title="tirsdag 05-01-2027">05-01-2027</time>'
        )


def test_the_filters_say_the_same_as_the_functions() -> None:
    with translation.override("da"):
        said = drawn(
            "{{ amount|kroner }}|{{ share|percent:0 }}|{{ span|months }}|{{ due|day }}|{{ due|short_day:today }}|"
            "{{ due|relative_day:today }}|{{ at|clock }}|{{ at|moment }}|"
            "{{ 9|days }}|{{ 2000|capped_count }}|{{ 0.5|number:1 }}",
            amount=Decimal("12047.06"),
            share=65.9,
            span=2,
            due=TODAY,
            today=TODAY,
            at=HEARING,
        )
        assert said.split("|") == [
            wording.kroner(Decimal("12047.06")),
            wording.percent(66, 0),
            wording.months(2),
            markup.day_markup(TODAY),
            "22-11",
            markup.relative_day_markup(TODAY, TODAY),
            "kl. 10.00",
            markup.moment_markup(HEARING),
            "9 dage",
            "1.000+",
            "0,5",
        ]


def test_an_icon_is_inline_and_silent() -> None:
    assert drawn('{% icon "chevron-down" %}') == (
        '<svg class="icon" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true"'
        ' focusable="false"><path fill-rule="evenodd" d="M1.646 4.646a.5.5 0 0 1 .708 0L8 10.293l5.646-5.647a.5.5 0 0 1'
        ' .708.708l-6 6a.5.5 0 0 1-.708 0l-6-6a.5.5 0 0 1 0-.708"></path></svg>'
    )


@pytest.mark.parametrize("name", ["no-such-icon", "../package", ""])
def test_only_icons_of_the_package_are_drawn(name: str) -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.icon(name)


def test_every_icon_that_is_named_exists() -> None:
    text = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    named = set(re.findall(r'(?:{% icon |\bicon=)"([\w-]+)"', text))
    named |= {entry.icon for entries in NAVIGATION.values() for entry in entries}

    assert len(named) > 20
    assert [name for name in sorted(named) if 'aria-hidden="true"' not in icons.icon(name)] == []


@pytest.mark.parametrize(
    ("extra_tags", "url"),
    [
        ("undo:/cases/7/undo/", "/cases/7/undo/"),
        ("undo://elsewhere.example/x", ""),
        ("undo:https://elsewhere.example/", ""),
        ("quiet", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_undo_leads_only_to_our_own_pages(extra_tags: str | None, url: str) -> None:
    message = Message(SUCCESS, "Sagen er din.", extra_tags=extra_tags)
    assert drawn("{{ message|undo_url }}", message=message) == url


def test_a_message_offers_its_undo_by_post() -> None:
    message = Message(SUCCESS, "Sagen er din.", extra_tags="undo:/cases/7/undo/")
    html = one_line(render_to_string("shell/messages.html", {"messages": [message], "csrf_token": "secret"}))

    assert '<div class="flash flash-success">' in html
    assert (
        '<form action="/cases/7/undo/" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="secret">'
        in html
    )


def test_captured_text_is_shown_in_several_places() -> None:
    assert drawn("{% capture as words %}Bo & {{ name }}{% endcapture %}[{{ words }}] [{{ words }}]", name="<Ida>") == (
        "[Bo & &lt;Ida&gt;] [Bo & &lt;Ida&gt;]"
    )


class ContactForm(forms.Form):
    mode = forms.ChoiceField(label="Form", choices=[("phone", "Telefon"), ("visit", "Besøg")], widget=forms.RadioSelect)
    note = forms.CharField(label="Notat", help_text="Kort.")
    place = forms.CharField(widget=forms.HiddenInput)


def test_the_error_summary_leads_to_each_field() -> None:
    with translation.override("da"):
        html = render_to_string("components/error_summary.html", {"form": ContactForm({})})

    links = re.findall(r'<li>(?:<a href="([^"]+)">)?([^<]+)', html)
    assert links == [
        ("", "Dette felt er påkrævet."),
        ("#id_mode_0", "Form: Dette felt er påkrævet."),
        ("#id_note", "Notat: Dette felt er påkrævet."),
    ]


def test_a_form_without_errors_has_no_summary() -> None:
    assert render_to_string("components/error_summary.html", {"form": ContactForm()}).strip() == ""


def test_toggles_are_a_named_group_that_says_what_is_wrong() -> None:
    form = ContactForm({"note": "x", "place": "y"})
    form.fields["mode"].definitions = [("Telefon", "Et opkald.")]  # type: ignore[attr-defined]  # read by the template
    with translation.override("da"):
        html = one_line(render_to_string("components/toggles.html", {"field": form["mode"]}))

    assert '<fieldset class="toggles" id="id_mode" aria-invalid="true" aria-describedby="id_mode_about"' in html
    assert '<p class="invalid-feedback d-block mb-1">Dette felt er påkrævet.</p>' in html
    assert re.findall(r'<label for="(\w+)">(\w+)</label>', html) == [("id_mode_0", "Telefon"), ("id_mode_1", "Besøg")]
    assert "<dt>Telefon</dt><dd>Et opkald.</dd>" in html


def sample(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)


#: The least each component needs, and a word that must stand in what it draws.
LEAST: dict[str, tuple[dict[str, Any], str]] = {
    "breadcrumb": ({"url": "/", "label": "Sager", "here": "Ida"}, "Ida"),
    "conflict": ({"rows": [sample(label="Beløb", theirs="1", yours="2")]}, "Beløb"),
    "definition": ({"summary": "Hvorfor øverst?", "text": "Fristen."}, "Fristen."),
    "definitions": ({"definitions": [("Nået", "En samtale.")]}, "En samtale."),
    "empty_state": ({"title": "Ingen sager lige nu"}, "Ingen sager lige nu"),
    "error_summary": ({"form": ContactForm({})}, "#id_note"),
    "facts": ({"facts": [("Tolk", None), ("Enhed", "SOF")]}, "<dt>Tolk</dt><dd>–</dd>"),
    "file_drop": ({"field": ContactForm()["note"]}, "Kort."),
    "filter_chips": ({"chips": [sample(label="Trin: påkrav", remove_url="?")]}, "Trin: påkrav"),
    "folded_fields": (
        {"div": {"summary": "Flere felter", "css_class": "", "is_open": False}, "fields": ""},
        "Flere felter",
    ),
    "form_buttons": ({"submit": "Gem kontakt"}, "btn-primary"),
    "form_fields": ({"form": ContactForm()}, 'id="id_note"'),
    "page_header": ({"title": "Tidslinje"}, "Tidslinje"),
    "pager": ({"next_url": "?p=2"}, 'href="?p=2"'),
    "problem_list": (
        {"caption": "Fejl", "problems": [sample(severity="fatal", line=14, column="", value="", message="Ret det.")]},
        "Ret det.",
    ),
    "progress": ({"done": 61230, "total": 100000, "phase": "Læser"}, 'value="61230" max="100000"'),
    "stages": ({"label": "Forløb", "steps": [sample(label="Påkrav", state="done", date="")]}, "Påkrav"),
    "stat": ({"number": "31", "label": "Nye"}, '<div class="stat">'),
    "state": ({"text": "Lukket"}, '<span class="state">Lukket</span>'),
    "tabs": (
        {"label": "Lister", "tabs": [sample(url="?", label="Mine", is_current=True, count=None)]},
        'aria-current="page">Mine</a>',
    ),
    "timeline_entry": ({"icon": "telephone", "title": "Ikke nået", "when": "i dag"}, "Ikke nået"),
    "toggles": ({"field": ContactForm()["mode"]}, "Telefon"),
    "urgency": ({"level": "red", "text": "Fogedmøde om 3 dage"}, "Fogedmøde om 3 dage"),
}


@pytest.mark.parametrize("name", sorted(path.stem for path in (TEMPLATES / "components").glob("*.html")))
def test_a_component_needs_no_more_than_it_says(name: str) -> None:
    context, expected = LEAST[name]
    with translation.override("da"):
        assert expected in one_line(render_to_string(f"components/{name}.html", context))


def test_a_number_that_can_be_chosen_is_a_link() -> None:
    html = render_to_string(
        "components/stat.html",
        {"number": "2", "label": "Fejl", "note": "Ret dem", "url": "?faults", "is_current": True, "tone": "red"},
    )
    assertHTMLEqual(
        html,
        '<li><a class="stat stat-red" href="?faults" aria-current="true"><span class="stat-number">2</span>'
        '<span class="stat-label">Fejl</span><span class="stat-note">Ret dem</span></a></li>',
    )


@pytest.mark.parametrize("level", ["red", "amber", "neutral"])
def test_urgency_is_never_colour_alone(level: str) -> None:
    html = render_to_string("components/urgency.html", {"level": level, "text": "Påkrav udløber"})
    assert html.strip().startswith(f'<span class="urgency urgency-{level}"><svg class="icon"')
    assert html.strip().endswith("<span>Påkrav udløber</span></span>")


@pytest.mark.django_db
def test_the_login_page_names_the_demo_accounts_in_demo_mode_only(client: Client, settings: Any) -> None:
    settings.DEMO = False
    without = client.get(reverse("accounts:login")).content.decode()
    settings.DEMO = True
    with_accounts = client.get(reverse("accounts:login")).content.decode()

    named = [account.name in without for account in DEMO_ACCOUNTS]
    assert named == [False] * len(DEMO_ACCOUNTS)
    assert re.findall(r'name="username" value="(\w+)"', with_accounts) == [
        account.username for account in DEMO_ACCOUNTS
    ]


@pytest.mark.django_db
def test_the_shell_shows_who_one_is_and_where_one_may_go(client: Client) -> None:
    client.force_login(make_caseworker())
    html = client.get(reverse("accounts:profile")).content.decode()

    rail = re.search(r'<nav class="rail".*?</nav>', html, re.DOTALL)
    assert rail is not None
    assert re.findall(r'href="([^"]+)"', rail.group()) == [
        reverse(entry.url_name) for entry in NAVIGATION[Role.CASEWORKER]
    ]
    assert re.search(r'<form class="top-bar-search" action="([^"]+)" method="post"', html)
    assert '<a class="skip-link" href="#main">' in html
    assert re.search(r'<html lang="da">', html)


@pytest.mark.django_db
def test_whoever_may_not_search_has_no_search_box(client: Client) -> None:
    client.force_login(make_manager())
    html = client.get(reverse("accounts:profile")).content.decode()

    assert "top-bar-search" not in html


@pytest.mark.django_db
def test_the_chosen_colours_hold_on_every_page(client: Client) -> None:
    user = make_caseworker()
    client.force_login(user)

    response = client.post(reverse("accounts:theme"), {"theme": "dark", "next": reverse("accounts:profile")})

    assert (response.status_code, response.headers["Location"]) == (302, reverse("accounts:profile"))
    assert '<html lang="da" data-bs-theme="dark">' in client.get(reverse("accounts:profile")).content.decode()


@pytest.mark.django_db
def test_colours_that_do_not_exist_change_nothing(client: Client) -> None:
    user = make_caseworker()
    client.force_login(user)

    client.post(reverse("accounts:theme"), {"theme": "purple"})

    user.refresh_from_db()
    assert user.theme == "auto"


@pytest.mark.django_db
def test_a_page_that_is_not_here_says_so_within_the_shell(client: Client) -> None:
    client.force_login(make_caseworker())
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "<h1>Siden findes ikke her</h1>" in response.content.decode()
    assert '<nav class="rail"' in response.content.decode()


def test_the_pages_of_last_resort_need_nothing() -> None:
    for name in ("400.html", "500.html"):
        html = render_to_string(name)
        assert (html.count("<h1>"), "<script" in html) == (1, False)


def contrast(first: str, second: str) -> float:
    """The ratio of two colours by WCAG 2.2, 1 to 21."""

    def brightness(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((brightness(first), brightness(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


#: What stands on what: text needs 4.5 to 1, the edges of controls and marks 3 to 1.
GROUNDS = ["ground", "surface", "sunk"]
TEXT = [(text, ground) for text in ("ink", "ink-2", "teal", "red", "amber") for ground in GROUNDS] + [
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("teal-strong", "teal-tint"),
    ("red", "red-tint"),
    ("amber", "amber-tint"),
    ("ink", "mark-found"),
]
EDGES = [(edge, ground) for edge in ("control", "focus", "red-mark", "amber-mark") for ground in GROUNDS]


@pytest.mark.parametrize(("front", "back", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in EDGES])
def test_colours_can_be_told_apart_in_both_themes(front: str, back: str, least: float) -> None:
    css = (Path(settings.BASE_DIR) / "static" / "css" / "fasthold.css").read_text()
    tokens = {
        name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", css)
    }

    ratios = [contrast(tokens[front][theme], tokens[back][theme]) for theme in (0, 1)]

    assert [ratio >= least for ratio in ratios] == [True, True], ratios

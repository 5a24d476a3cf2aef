"""Logging in, choosing the organisation one works for, and the scope that follows."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.demo import DEMO_ACCOUNTS
from accounts.enums import Language, Role
from accounts.guidance import SENTENCES
from accounts.http import address_of
from accounts.memberships import CHOSEN
from accounts.models import Membership
from accounts.navigation import NAVIGATION
from tests.background import do_what_waits
from tests.factories.accounts import MembershipFactory, OrganisationAdministrationFactory, UnitFactory, UserFactory
from tests.factories.housing import HousingAssociationFactory
from tests.factories.people import make_caseworker, make_officer, scope_of

pytestmark = pytest.mark.django_db

PASSWORD = "en lang og stille aften"


def test_login_opens_the_first_page_of_the_role(client: Client) -> None:
    user = make_caseworker()
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])

    response = client.post(reverse("accounts:login"), {"username": user.username, "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, reverse("accounts:home"))

    home = client.get(reverse("accounts:home"))
    assert home.headers["Location"] == reverse("casework:worklist")


def test_wrong_password_says_so_and_logs_nobody_in(client: Client) -> None:
    user = make_caseworker()

    response = client.post(reverse("accounts:login"), {"username": user.username, "password": "gættet"})

    assert len(response.context["form"].non_field_errors()) == 1
    assert "_auth_user_id" not in client.session


def test_whoever_guesses_passwords_waits_and_nobody_else(client: Client, settings: Any) -> None:
    settings.AXES_ENABLED = True
    guessed, colleague = make_caseworker(), make_caseworker()
    for user in (guessed, colleague):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    address = reverse("accounts:login")

    answers = [
        client.post(address, {"username": guessed.username, "password": f"gæt {number}"}).status_code
        for number in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert answers == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]

    right_too_late = client.post(address, {"username": guessed.username, "password": PASSWORD})
    assert (right_too_late.status_code, "_auth_user_id" in client.session) == (429, False)
    elsewhere = Client(REMOTE_ADDR="10.0.0.7").post(address, {"username": guessed.username, "password": PASSWORD})
    other = Client().post(address, {"username": colleague.username, "password": PASSWORD})
    assert (elsewhere.status_code, other.status_code) == (302, 302)


def test_the_address_is_what_our_own_proxy_says(settings: Any, rf: RequestFactory) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.9"}, REMOTE_ADDR="127.0.0.1")

    settings.BEHIND_PROXY = False
    assert address_of(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert address_of(request) == "10.0.0.9"


def test_demo_accounts_are_named_in_demo_mode_only(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get(reverse("accounts:login")).context["demo_accounts"] == ()

    settings.DEMO = True
    shown = client.get(reverse("accounts:login"), {"username": "mette"})
    assert shown.context["demo_accounts"] == DEMO_ACCOUNTS
    assert shown.context["form"].initial["username"] == "mette"
    assert {account.role for account in DEMO_ACCOUNTS} == set(Role)


def test_logout_needs_a_post(client: Client) -> None:
    client.force_login(make_caseworker())

    assert client.get(reverse("accounts:logout")).status_code == 405
    client.post(reverse("accounts:logout"))

    assert "_auth_user_id" not in client.session


def test_somebody_with_two_roles_chooses_one(client: Client) -> None:
    user = make_caseworker()
    other = MembershipFactory(user=user, organisation=UnitFactory().organisation, role=Role.TEAM_LEADER)
    client.force_login(user)

    sent_away = client.get(reverse("casework:worklist"))
    assert sent_away.headers["Location"] == reverse("accounts:choose-organisation")
    page = client.get(reverse("accounts:choose-organisation"))
    assert set(page.context["memberships"]) == set(Membership.objects.filter(user=user))

    client.post(reverse("accounts:choose-organisation"), {"membership": other.pk})
    assert client.session[CHOSEN] == other.pk
    assert client.get(reverse("casework:worklist")).status_code == 200


def test_nobody_chooses_a_role_of_somebody_else(client: Client) -> None:
    stranger = MembershipFactory()
    client.force_login(make_caseworker())

    response = client.post(reverse("accounts:choose-organisation"), {"membership": stranger.pk})

    assert response.status_code == 404
    assert CHOSEN not in client.session


@pytest.mark.parametrize(
    "changes",
    [
        {"approved_by": None, "approved_at": None},
        {"ends_on": dt.date(2020, 12, 31)},
        {"starts_on": dt.date(2999, 1, 1)},
    ],
    ids=["not approved", "ended", "not begun"],
)
def test_a_role_counts_only_while_it_is_in_force(client: Client, changes: dict[str, Any]) -> None:
    user = UserFactory()
    MembershipFactory(user=user, **({"starts_on": dt.date(2020, 1, 1)} | changes))
    client.force_login(user)

    response = client.get(reverse("accounts:home"))

    assert response.headers["Location"] == reverse("accounts:choose-organisation")
    assert list(client.get(response.headers["Location"]).context["memberships"]) == []


def test_an_administrators_people_act_for_the_associations_it_runs(client: Client) -> None:
    first, second = HousingAssociationFactory(), HousingAssociationFactory()
    administrator = OrganisationAdministrationFactory(organisation=first.organisation).administrator
    OrganisationAdministrationFactory(
        organisation=second.organisation,
        administrator=administrator,
        starts_on=dt.date(2015, 1, 1),
        ends_on=dt.date(2016, 12, 31),
    )
    membership = MembershipFactory(organisation=administrator, role=Role.ASSOCIATION_OFFICER)

    assert scope_of(membership.user).association_ids == (first.pk,)


def test_each_request_tells_the_database_who_asks(client: Client) -> None:
    user = make_officer()
    client.force_login(user)

    client.get(reverse("accounts:profile"))

    scope = scope_of(user)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('fasthold.user_id'), current_setting('fasthold.role'),"
            " current_setting('fasthold.association_ids'), current_setting('fasthold.municipality_id')"
        )
        said = cursor.fetchone()
    assert said == (str(user.pk), "association_officer", f"{{{scope.association_ids[0]}}}", "")


def test_every_role_has_at_most_six_entries_in_the_rail() -> None:
    assert set(NAVIGATION) == set(Role)
    assert all(1 <= len(entries) <= 6 for entries in NAVIGATION.values())


def test_the_language_is_kept_in_the_profile_and_before_login_in_a_cookie(client: Client) -> None:
    stranger = client.post(reverse("accounts:language"), {"language": "en", "next": reverse("accounts:login")})
    assert stranger.headers["Location"] == reverse("accounts:login")
    assert client.get(reverse("accounts:login")).headers["Content-Language"] == "en"

    user = make_caseworker()
    client.force_login(user)
    assert client.get(reverse("accounts:profile")).headers["Content-Language"] == "da"
    client.post(reverse("accounts:language"), {"language": "en"})
    user.refresh_from_db()
    assert user.language == Language.ENGLISH
    assert client.get(reverse("accounts:profile")).headers["Content-Language"] == "en"


@pytest.mark.parametrize("posted", [{"language": "xx"}, {"language": "en", "next": "https://elsewhere.example/"}])
def test_a_made_up_language_or_address_is_passed_over(client: Client, posted: dict[str, str]) -> None:
    user = make_caseworker()
    client.force_login(user)

    response = client.post(reverse("accounts:language"), posted)

    assert response.headers["Location"] == reverse("accounts:home")
    user.refresh_from_db()
    assert user.language == ("en" if posted["language"] == "en" else "da")


def test_the_profile_is_changed_and_a_fault_is_told(client: Client) -> None:
    user = make_caseworker()
    client.force_login(user)
    values = {"name": "Mette Holm-Lund", "email": "mette@example.org", "mail_pace": "at_once"}
    values |= {"language": "da", "theme": "dark"}

    assert client.post(reverse("accounts:profile"), values | {"email": "ingen"}).status_code == 422
    client.post(reverse("accounts:profile"), values)

    user.refresh_from_db()
    assert {field: getattr(user, field) for field in values} == values


def test_a_forgotten_password_is_reset_by_mail(client: Client) -> None:
    user = UserFactory(email="mette@example.org")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])

    client.post(reverse("accounts:password-reset"), {"email": user.email})
    do_what_waits()

    (message,) = mail.outbox
    assert message.to == [user.email]
    path = next(line for line in message.body.splitlines() if "/password/reset/" in line).strip()
    form = client.get("/" + path.split("/", 3)[3], follow=True)
    new = {"new_password1": "tre rolige piletræer", "new_password2": "tre rolige piletræer"}
    client.post(form.redirect_chain[-1][0], new)
    user.refresh_from_db()
    assert user.check_password("tre rolige piletræer")


def test_a_password_is_changed_after_giving_the_old_one(client: Client) -> None:
    user = make_caseworker()
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    client.force_login(user)

    client.post(
        reverse("accounts:password-change"),
        {"old_password": PASSWORD, "new_password1": "tre rolige piletræer", "new_password2": "tre rolige piletræer"},
    )

    user.refresh_from_db()
    assert user.check_password("tre rolige piletræer")
    assert client.get(reverse("accounts:password-changed")).status_code == 200


def test_last_login_is_remembered(client: Client) -> None:
    user = make_caseworker()
    before = timezone.now()
    client.force_login(user)
    user.refresh_from_db()
    assert user.last_login is not None
    assert user.last_login >= before


@pytest.mark.parametrize("role", list(Role))
def test_help_speaks_to_every_role(role: Role) -> None:
    assert SENTENCES[role]

"""The command that writes the invented Copenhagen, and when it will not."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


@pytest.mark.django_db
def test_a_database_with_people_is_left_alone(settings: Any) -> None:
    settings.DEMO = True
    User.objects.create_user("mette", name="Mette Holm")
    said = io.StringIO()

    call_command("seed_demo", if_empty=True, stdout=said)
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_demo")

    assert (User.objects.count(), said.getvalue()) == (1, "The database has its data already.\n")


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "scale", "told"), [(False, 1, "demo mode only"), (True, 0, "from 1")])
def test_the_demo_is_refused_with_a_reason(settings: Any, demo: bool, scale: int, told: str) -> None:
    settings.DEMO = demo
    with pytest.raises(CommandError, match=told):
        call_command("seed_demo", scale=scale)
    assert not User.objects.exists()

"""What holds for every test: its database, its templates, its passwords."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from housing import codes
from tests import counting, database
from tests.templates import Undefined


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False  # counts log-ins; only its own test waits for that
    options = settings.TEMPLATES[0]["OPTIONS"]
    assert isinstance(options, dict)
    options["string_if_invalid"] = Undefined()
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="fasthold-test-files-")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: nobody need look again and again whether it is garbage."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """One database for each process of the run; a test that commits gets it put back afterwards."""
    name = database.name_for(getattr(request.config, "workerinput", {}).get("workerid"))
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        reason = database.why_unreachable()
        if reason:
            pytest.exit(reason, returncode=1)
        database.create(name)
        patch.setattr(codes, "KEPT_SECONDS", 10**9)  # the book is read here, not in a test that counts queries
        codes.name_of("", "")
        counting.rest_where_nothing_counts(patch)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database.restore())
        yield
        database.drop(name)


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written with it stays for all tests of the module, and is taken back after the last.

    A fixture of the module asks for it and writes; its tests ask for `db`, which takes back what each of them writes.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

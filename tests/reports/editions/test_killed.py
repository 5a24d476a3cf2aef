"""A process that dies while it publishes leaves no edition, or a whole one; never a half."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings as project
from django.db import connection

from accounts.models import Notification
from reports.actions.editions import publish_edition
from reports.editions import canonical
from reports.enums import ProposalState
from reports.models import Edition, EditionProposal
from tests import database
from tests.factories import NOW
from tests.factories.accounts import MunicipalityFactory
from tests.factories.people import make_manager, scope_of
from tests.factories.reports import WaitingProposalFactory

PATIENCE_SECONDS = 60
Onlooker = psycopg.Connection[Any]

#: A manager publishes a proposal, in a process of its own on the test's database.
PUBLISHING = """
import sys
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from accounts.models import User
from reports.actions.editions import publish_edition
from reports.models import EditionProposal
from tests.factories import NOW
from tests.factories.people import scope_of
proposal = EditionProposal.objects.get(pk=sys.argv[2])
publish_edition(proposal, version=proposal.version, by=scope_of(User.objects.get(pk=sys.argv[3])), now=NOW)
"""


@pytest.fixture
def onlooker(transactional_db: None) -> Iterator[Onlooker]:
    """Another connection to the test's database, which holds a table still and sees who waits for it."""
    with psycopg.connect(**database._owner_parameters(connection.settings_dict["NAME"])) as other:
        yield other


def until(is_so: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert process is None or process.poll() is None, "it ended before it was to be seen"
        assert time.monotonic() < end, "it never came to that"


def asked(onlooker: Onlooker, question: str) -> int:
    row = onlooker.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def waiting(onlooker: Onlooker) -> bool:
    question = (
        "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database AND d.datname = current_database()"
        " WHERE NOT granted"
    )
    return asked(onlooker, question) == 1


def others(onlooker: Onlooker) -> int:
    question = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    return asked(onlooker, question)


def test_a_kill_while_publishing_leaves_no_edition_and_the_proposal_as_it_was(onlooker: Onlooker) -> None:
    municipality = MunicipalityFactory(code="101")
    proposer, publisher = make_manager(municipality.organisation), make_manager(municipality.organisation)
    proposal = WaitingProposalFactory(municipality=municipality, year=2025, proposed_by=proposer)
    # The news of it are the last that is written: by then the edition stands, and waits to be kept.
    onlooker.execute("LOCK TABLE accounts_notification IN SHARE MODE")
    arguments = [str(connection.settings_dict["NAME"]), str(proposal.pk), str(publisher.pk)]
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHING, *arguments],
        cwd=project.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    until(lambda: waiting(onlooker), process)
    process.kill()
    process.communicate()
    onlooker.rollback()
    onlooker.autocommit = True
    until(lambda: others(onlooker) == 0)

    left = EditionProposal.objects.get(pk=proposal.pk)
    assert (Edition.objects.count(), left.state, left.version, Notification.objects.count()) == (
        0,
        ProposalState.WAITING,
        proposal.version,
        0,
    )

    edition = publish_edition(left, version=left.version, by=scope_of(publisher), now=NOW)

    assert (edition.number, edition.checksum) == (1, canonical.checksum(edition.document))
    assert EditionProposal.objects.get(pk=proposal.pk).state == ProposalState.PUBLISHED

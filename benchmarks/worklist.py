"""The worklist as the cases grow: its query, a deep page, the whole page, and against a page with nothing on it."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from time import perf_counter, process_time

from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.paging import write_cursor
from accounts.scope import Scope
from casework.models import Case
from casework.queries import worklist

from .tools.many_cases import found_office, grow_to
from .tools.measuring import own_database

SMALL, LARGE = 10_000, 1_000_000


def main() -> None:
    """Measure at the sizes asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.worklist", description=__doc__)
    parser.add_argument("--small", type=int, default=SMALL, help="cases at first")
    parser.add_argument("--large", type=int, default=LARGE, help="cases at last; one in ten is open")
    parser.add_argument("--rounds", type=int, default=40, help="how often each thing is done")
    asked = parser.parse_args()
    measure(asked.small, asked.large, asked.rounds)


def measure(small: int, large: int, rounds: int) -> None:
    """Everything in one run, so that only ratios are compared."""
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]), own_database():
        user, scope = found_office()
        found = {}
        for size in (small, large):
            began = perf_counter()
            grow_to(size)
            made = perf_counter() - began
            found[size] = _measured(user, scope, rounds)
            _print(size, made, found[size])
        first, last = found[small], found[large]
        print(f"query, {large:,} / {small:,}: {last['query'] / first['query']:.2f}")
        print(f"deep page / first page at {large:,}: {last['deep query'] / last['query']:.2f}")
        print(f"page CPU, {large:,} / {small:,}: {last['page CPU'] / first['page CPU']:.2f}")
        print(f"page of 50 rows / page with nothing, CPU at {large:,}: {last['page CPU'] / last['nothing CPU']:.2f}")


def _measured(user: User, scope: Scope, rounds: int) -> dict[str, float]:
    """Median milliseconds of each thing."""
    client = Client()
    client.force_login(user)
    deep = _deep_cursor(scope)
    page, nothing = f"{reverse('casework:worklist')}?list=unit", reverse("accounts:password-changed")
    return {
        "query": _median(lambda: _entries(scope, ""), rounds, perf_counter),
        "deep query": _median(lambda: _entries(scope, deep), rounds, perf_counter),
        "page CPU": _median(lambda: _opened(client, page), rounds, process_time),
        "nothing CPU": _median(lambda: _opened(client, nothing), rounds, process_time),
    }


def _entries(scope: Scope, cursor: str) -> None:
    with transaction.atomic():
        cases = worklist.cases_of(worklist.UNIT, scope, worklist.Filters(), today=timezone.localdate())
        page = worklist.entries(cases, cursor=cursor)
    if len(page.rows) != worklist.PAGE_SIZE:
        raise RuntimeError("The page is not full.")


def _opened(client: Client, address: str) -> None:
    if client.get(address).status_code != 200:
        raise RuntimeError(f"{address} does not open.")


def _deep_cursor(scope: Scope) -> str:
    """A cursor four tenths into the unit's open cases."""
    cases = Case.objects.visible_to(scope).open().of_unit(scope.unit_id or 0)
    key, pk = cases.by_urgency().values_list("triage_key", "pk")[cases.count() * 4 // 10]
    return write_cursor(key.isoformat(), pk, False)


def _median(work: Callable[[], None], rounds: int, clock: Callable[[], float]) -> float:
    """Milliseconds by a clock, the first five rounds left aside."""
    taken = []
    for _round in range(rounds + 5):
        began = clock()
        work()
        taken.append((clock() - began) * 1000)
    return statistics.median(taken[5:])


def _print(size: int, made: float, found: dict[str, float]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    told = ", ".join(f"{name} {value:.2f} ms" for name, value in found.items())
    print(f"{size:>9,} cases (made in {made:.0f} s, PostgreSQL {version}): {told}")


if __name__ == "__main__":
    main()

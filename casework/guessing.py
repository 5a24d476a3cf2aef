"""Holds up whoever tries many links: misses are counted by network address, in the memory of each web process."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

#: So many misses from one address within the time below; whoever has them waits until it is over.
MOST_MISSES = 20
WAIT_SECONDS = 15 * 60


def must_wait(address: str) -> bool:
    """Whether an address has missed too often just now."""
    misses: int = cache.get(_key(address), 0)
    return misses >= MOST_MISSES


def note_miss(address: str) -> None:
    """Somebody at the address opened a link that does not answer."""
    key = _key(address)
    cache.add(key, 0, WAIT_SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, WAIT_SECONDS)


def _key(address: str) -> str:
    """The address itself is not kept."""
    return salted_hmac("casework.guessing", address).hexdigest()

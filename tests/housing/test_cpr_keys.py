import hashlib
import hmac

import pytest
from pytest_django import Settings

from housing import cpr_keys
from housing.cpr_keys import BrokenSeal, UnknownKeyVersion

CPR = "0107563364"
OTHER = "0905830017"


@pytest.fixture(autouse=True)
def two_versions(settings: Settings) -> None:
    settings.CPR_KEYS = {1: "the first secret", 2: "the second secret"}


def test_a_number_is_found_by_its_fingerprint_and_read_from_its_seal() -> None:
    sealed = cpr_keys.seal(CPR)

    assert cpr_keys.unseal(sealed, cpr_keys.current_version()) == CPR
    assert cpr_keys.unseal(memoryview(sealed), 2) == CPR
    assert cpr_keys.fingerprint(CPR) == cpr_keys.fingerprint(CPR)
    assert cpr_keys.fingerprint(CPR) != cpr_keys.fingerprint(OTHER)
    assert len(cpr_keys.fingerprint(CPR)) == 32


def test_nothing_kept_gives_the_number_away() -> None:
    first, second = cpr_keys.seal(CPR), cpr_keys.seal(CPR)

    assert first != second
    assert CPR.encode() not in first + second + cpr_keys.fingerprint(CPR)
    plain_hashes = [hashlib.sha256(CPR.encode()).digest(), hmac.digest(b"the second secret", CPR.encode(), "sha256")]
    assert cpr_keys.fingerprint(CPR) not in plain_hashes


def test_the_highest_version_is_the_current_one(settings: Settings) -> None:
    second = cpr_keys.fingerprint(CPR)
    settings.CPR_KEYS = {2: "the second secret", 10: "the tenth secret", 9: "the ninth secret"}

    assert cpr_keys.current_version() == 10
    assert cpr_keys.fingerprint(CPR) == cpr_keys.keys_of(10).fingerprint(CPR) != second
    assert cpr_keys.keys_of(2).fingerprint(CPR) == second


def test_a_key_is_changed_by_opening_with_the_old_and_sealing_with_the_new(settings: Settings) -> None:
    kept, version = cpr_keys.seal(CPR), cpr_keys.current_version()
    settings.CPR_KEYS = {**settings.CPR_KEYS, 3: "the third secret"}

    opened = cpr_keys.unseal(kept, version)
    anew = cpr_keys.seal(opened)

    assert cpr_keys.unseal(anew, 3) == CPR
    assert cpr_keys.fingerprint(opened) == cpr_keys.current_keys().fingerprint(CPR)


def test_a_seal_opens_only_with_its_own_key_and_unchanged() -> None:
    sealed = cpr_keys.seal(CPR)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for broken, version in ((sealed, 1), (changed, 2), (sealed[:20], 2), (b"", 2)):
        with pytest.raises(BrokenSeal):
            cpr_keys.unseal(broken, version)
    with pytest.raises(UnknownKeyVersion):
        cpr_keys.unseal(sealed, 3)


def test_only_a_normalised_number_is_hashed() -> None:
    with pytest.raises(ValueError, match="Normalise"):
        cpr_keys.fingerprint("010756-3364")

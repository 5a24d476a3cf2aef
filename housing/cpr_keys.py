"""How CPR numbers are kept: a keyed hash to find them by, and a ciphertext to read them from.

`settings.CPR_KEYS` maps a version to its secret; the highest version is the current one. From each secret
two keys are derived, one for the hash and one for the encryption.

To change the key: add a secret under the next version (the old one stays), then go through the stored
numbers, `unseal` each with the version beside it, and write `fingerprint`, `seal` and `current_version`
anew. Until that is done a number is found only by its fingerprint under every version in use
(`keys_of(version).fingerprint`); afterwards the old secret is removed.
"""

import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE_BYTES = 12
_CPR_LENGTH = 10


class UnknownKeyVersion(LookupError):
    """No secret of that version is configured."""


class BrokenSeal(ValueError):
    """The ciphertext was changed, cut short or made with another key."""


class CprKeys:
    """The two keys of one version; hold on to it where many numbers are hashed in a row."""

    __slots__ = ("_cipher", "_hash", "version")

    def __init__(self, version: int, secret: str) -> None:
        self.version = version
        self._hash = hmac.new(_derive(secret, b"fasthold cpr hash"), digestmod="sha256")
        self._cipher = AESGCM(_derive(secret, b"fasthold cpr encryption"))

    def fingerprint(self, cpr: str) -> bytes:
        """The 32 bytes (HMAC-SHA256) by which a normalised number is found again."""
        if len(cpr) != _CPR_LENGTH:
            raise ValueError("Normalise a CPR number before it is hashed.")
        keyed = self._hash.copy()  # the keyed state is prepared once, not for every number
        keyed.update(cpr.encode())
        return keyed.digest()

    def seal(self, cpr: str) -> bytes:
        """A normalised number encrypted (AES-GCM, a new random nonce each time)."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, cpr.encode(), None)

    def unseal(self, sealed: bytes | memoryview) -> str:
        """The number in a ciphertext of this version. Raises `BrokenSeal`."""
        try:
            return self._cipher.decrypt(bytes(sealed[:_NONCE_BYTES]), bytes(sealed[_NONCE_BYTES:]), None).decode()
        except (InvalidTag, ValueError) as error:
            raise BrokenSeal("This ciphertext cannot be opened.") from error


@lru_cache(maxsize=16)
def _keys(version: int, secret: str) -> CprKeys:
    return CprKeys(version, secret)


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())


def keys_of(version: int) -> CprKeys:
    """The keys of a version. Raises `UnknownKeyVersion`."""
    secret = settings.CPR_KEYS.get(version)
    if secret is None:
        raise UnknownKeyVersion(version)
    return _keys(version, secret)


def current_keys() -> CprKeys:
    """The keys under which numbers are hashed and sealed now."""
    secrets: dict[int, str] = settings.CPR_KEYS
    version = max(secrets)
    return _keys(version, secrets[version])


def current_version() -> int:
    """The version of the current keys; stored beside each hash and ciphertext."""
    return max(settings.CPR_KEYS)


def fingerprint(cpr: str) -> bytes:
    """The 32 bytes by which a normalised number is found again, under the current key."""
    return current_keys().fingerprint(cpr)


def seal(cpr: str) -> bytes:
    """A normalised number encrypted under the current key."""
    return current_keys().seal(cpr)


def unseal(sealed: bytes | memoryview, version: int) -> str:
    """The number in a ciphertext made under `version`. Raises `UnknownKeyVersion` or `BrokenSeal`."""
    return keys_of(version).unseal(sealed)

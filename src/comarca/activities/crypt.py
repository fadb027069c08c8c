"""Keeps other servers' passwords: encrypted with a key that follows from the installation's own."""

import base64
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

PURPOSE = b"comarca.activities.passwords:"


class CannotRead(Exception):
    """The installation's key has changed since a password was given; it must be given again."""


def lock(secret: str) -> str:
    """Return a secret encrypted (Fernet: AES-128-CBC and HMAC-SHA256); nothing for nothing."""
    return _box().encrypt(secret.encode()).decode() if secret else ""


def unlock(kept: str) -> str:
    """Return the secret again.

    Raises
    ------
    CannotRead
        If it was encrypted with another key.
    """
    from cryptography.fernet import InvalidToken

    try:
        return str(_box().decrypt(kept.encode()).decode()) if kept else ""
    except InvalidToken as error:
        raise CannotRead from error


def _box() -> "Fernet":
    from cryptography.fernet import Fernet

    key = sha256(PURPOSE + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))

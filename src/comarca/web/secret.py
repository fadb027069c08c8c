"""The installation's secret key: from the environment, else made once and kept private."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Return the secret key, made on first use in a file only the owner can read."""
    given = os.environ.get("COMARCA_SECRET_KEY", "")
    if given:
        return given
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key

"""What is kept of a secret that opens something: its digest, from which nobody gets it back."""

from hashlib import sha256


def digest_of(secret: str) -> str:
    """Return what is kept of a secret drawn at random: 64 hexadecimal digits."""
    return sha256(secret.encode()).hexdigest()

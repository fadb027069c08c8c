"""How often the public form takes something: by address, by network address, and altogether."""

from hashlib import sha256

from django.core.cache import cache

HOUR = 3600
OF_ONE_ADDRESS = 5
OF_ONE_NETWORK = 30  # a company's people may share one
OF_A_QUEUE = 300


def is_too_often(queue: int, email: str, network: str) -> bool:
    """Count one more question, and return whether it is one too many within the hour."""
    limits = (
        (f"mail {email.lower()}", OF_ONE_ADDRESS),
        (f"net {network}", OF_ONE_NETWORK),
        (f"queue {queue}", OF_A_QUEUE),
    )
    return any([_count(name) > most for name, most in limits])  # noqa: C419 - each is counted


def _count(name: str) -> int:
    """Count one more of a name, and return how many there were since the hour began for it."""
    key = f"service-form-{sha256(name.encode()).hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two lines
        return 1

"""Counts how often something was done of late, in the cache of each process."""

from hashlib import sha256

from django.core.cache import cache


def count(name: str, seconds: int) -> int:
    """Count once more, and return how often that was since the first within so many seconds."""
    key = f"rate-{sha256(name.encode()).hexdigest()}"  # a name may hold what no key may
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two lines
        return 1

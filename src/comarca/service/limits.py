"""How often the public form takes something: by address, by network address, and altogether."""

from comarca.base import rates

HOUR = 3600
OF_ONE_ADDRESS = 5
OF_ONE_NETWORK = 30  # a company's people may share one
OF_A_QUEUE = 300


def is_too_often(queue: int, email: str, network: str) -> bool:
    """Count one more question, and return whether it is one too many within the hour."""
    limits = (
        (f"case form mail {email.lower()}", OF_ONE_ADDRESS),
        (f"case form net {network}", OF_ONE_NETWORK),
        (f"case form queue {queue}", OF_A_QUEUE),
    )
    return any([rates.count(name, HOUR) > most for name, most in limits])  # noqa: C419 - each is counted

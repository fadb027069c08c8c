"""Groups and chains: which accounts belong to which, and what they come to together."""

from collections.abc import Callable

from comarca.accounts.models import Account

DEEPEST = 20  # a chain of holdings is rarely five deep; a loop in old data must not hang a page


def above(account: int) -> list[int]:
    """Return an account and those it belongs to, from itself upwards."""
    rows = Account.objects.order_by()
    return chain(account, lambda pk: rows.filter(pk=pk).values_list("parent", flat=True).first())


def chain(account: int, parent_of: Callable[[int], int | None]) -> list[int]:
    """Return an account and those above it; ``parent_of`` says which one is next."""
    found = [account]
    while len(found) < DEEPEST:
        parent = parent_of(found[-1])
        if parent is None or parent in found:
            break
        found.append(parent)
    return found


def group_of(account: int) -> list[int]:
    """Return every account of the group that an account is in, its head first, level by level."""
    found = [above(account)[-1]]
    level = found[:]
    for _step in range(DEEPEST):
        below = Account.objects.filter(parent__in=level).exclude(pk__in=found).order_by("name")
        level = list(below.values_list("pk", flat=True))
        if not level:
            break
        found += level
    return found

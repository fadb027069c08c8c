"""What happens to people, beside what can happen to any object."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.base.events import Event, links, notifications, register
from comarca.base.events.wording import headings

INVITED = register("invited", _("Given a link to choose a password"), "mail")
PASSWORD_CHOSEN = register("password_chosen", _("Chose a password"), "lock-open")
TOKEN_CREATED = register("token_created", _("Token made"), "key")
TOKEN_REVOKED = register("token_revoked", _("Token revoked"), "key")
LOGGED_IN = register("logged_in", _("Logged in"), "key")
LOGIN_FAILED = register("login_failed", _("Failed log-in"), "lock")
LOGGED_OUT = register("logged_out", _("Logged out"), "logout")
PASSWORD_CHANGED = register("password_changed", _("Changed the password"), "lock")


def _mentioned(event: Event) -> Iterable[int]:
    """Return whom a comment mentions."""
    return list(event.data.get("mentioned", ()))


notifications.register(
    notifications.Kind(
        "mention",
        _("Somebody mentions me"),
        frozenset({"commented"}),
        _mentioned,
        notifications.Mail.AT_ONCE,
        10,
    )
)


def _heading(key: str) -> str:
    """Name what events of tokens tell beside their fields."""
    return gettext("May") if key == "scopes" else ""


def _of_person(key: str) -> str:
    """Name what events of people tell beside their fields: what somebody took away."""
    return {
        "list": gettext("List"),
        "query": gettext("Filters"),
        "format": gettext("Format"),
        "language": gettext("Language"),
        "theme": gettext("Theme"),
    }.get(key, "")


headings("team.token", _heading)
headings("team.person", _of_person)
links.page("team.person", "team:person")

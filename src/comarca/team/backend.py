"""Log-in by e-mail and password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from comarca.team.models import Person


class EmailBackend(BaseBackend):
    """Checks a person's password; an unknown e-mail costs the same time as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> Person | None:
        """Return the active person with this e-mail and password, else None."""
        if not username or password is None:
            return None
        person: Person | None = Person.objects.filter(email__iexact=username).first()
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """Return an active person by id."""
        found: Person | None = Person.objects.filter(pk=user_id, is_active=True).first()
        return found

"""The people of the company: who they are, their role, whom they report to."""

import secrets
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.team import permissions
from comarca.team.permissions import PERMISSIONS
from comarca.team.roles import Role
from comarca.team.visibility import visible_people_ids

# The domain of stand-ins, for people who came without an e-mail; mail never arrives (RFC 2606).
NO_EMAIL = "no-email.invalid"


class PeopleQuerySet(models.QuerySet["Person"]):
    """People, always read through ``visible_to``."""

    def visible_to(self, user: "Person") -> Self:
        """Return the people a user may see."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(pk__in=ids)

    def active(self) -> Self:
        """Return the people who work here now."""
        return self.filter(is_active=True)

    def homeless(self) -> Self:
        """Return the representatives around whom no territory can grow: no home is known."""
        role = Person.Role.REPRESENTATIVE
        return self.active().filter(role=role, home_lon__isnull=True)


class PersonManager(BaseUserManager["Person"].from_queryset(PeopleQuerySet)):  # type: ignore[misc]
    """Finds and creates people."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> "Person":
        """Create a person; without a password they cannot log in until invited."""
        person: Person = self.model(email=self.normalize_email(email).lower(), **values)
        person.set_password(password) if password else person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by e-mail, ignoring case."""
        found: Person = self.get(email__iexact=username)
        return found


class Person(AbstractBaseUser):
    """One member of the company: somebody with a role, a manager and perhaps a log-in."""

    Role = Role

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(
        _("role"), max_length=20, choices=Role.choices, default=Role.REPRESENTATIVE
    )
    manager = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("reports to"),
    )
    is_active = models.BooleanField(_("active"), default=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    home_place = models.CharField(_("home town"), max_length=150, blank=True)
    home_lon = models.FloatField(_("home longitude"), null=True, blank=True)
    home_lat = models.FloatField(_("home latitude"), null=True, blank=True)
    capacity_hours = models.DecimalField(
        _("hours a year in the field"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    is_generated = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    # What the token in use lets this person's program do; None in a session of their own.
    scopes: frozenset[str] | None = None

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_ci"),
            models.CheckConstraint(
                condition=~Q(manager=models.F("pk")), name="nobody_is_their_own_manager"
            ),
            models.CheckConstraint(
                condition=Q(home_lon__isnull=True, home_lat__isnull=True)
                | Q(home_lon__range=(-180, 180), home_lat__range=(-90, 90)),
                name="home_is_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Return the e-mail that mail arrives at; empty where there is only a stand-in."""
        return "" if self.email.endswith(f"@{NO_EMAIL}") else self.email

    @property
    def sees_everything(self) -> bool:
        """Return whether everybody's accounts are visible to this person."""
        return self.reaches_all("records.read")

    def may(self, action: str) -> bool:
        """Return whether this person may do an action of the permissions table."""
        return permissions.may(self, action)

    def reaches_all(self, action: str) -> bool:
        """Return whether this person may do an action on everybody's things."""
        return permissions.everywhere(self, action)


def new_token() -> str:
    """Return an unguessable token for a link."""
    return secrets.token_urlsafe(32)


def in_a_week() -> Any:
    """Return the moment an invitation made now expires."""
    return timezone.now() + timedelta(days=7)


class Invitation(models.Model):
    """A link that lets one person choose a password; used once, valid for a week."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="invitations_made"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_a_week)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")

    def __str__(self) -> str:
        return f"invitation of {self.person}"


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return a person's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(person=user)

    def usable(self) -> Self:
        """Return the tokens that open the door today."""
        lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(lasting, revoked_at=None, person__is_active=True)


class Token(models.Model):
    """One secret of one person, kept as a digest: shown once, revoked at any time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_usable(self) -> bool:
        """Return whether the token opens the door now."""
        is_over = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.revoked_at is None and not is_over

    @property
    def allowed(self) -> frozenset[str]:
        """Return the actions a program may do with it: to read, always, and what was chosen."""
        reading = {action for action, row in PERMISSIONS.items() if row.is_read}
        return frozenset(reading | set(self.scopes))

    @property
    def may_write(self) -> bool:
        """Return whether it was made to change anything."""
        return bool(self.scopes)

    @property
    def scope_labels(self) -> list[str]:
        """Return in words what it may do beside reading."""
        return [str(PERMISSIONS[key].label) for key in self.scopes if key in PERMISSIONS]

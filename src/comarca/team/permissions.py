"""One table of who may do what: action by role, and how far each role reaches."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.team.roles import Role


class Reach(models.TextChoices):
    """How far an action reaches: to what is one's own, one's people's, or everybody's."""

    OWN = "own", _("Their own")
    TEAM = "team", _("Their team's")
    COMPANY = "company", _("The whole company's")


class Permission(NamedTuple):
    """One row of the table."""

    label: str | Promise
    roles: Mapping[Role, Reach]
    is_read: bool = False


class UnknownAction(LookupError):
    """Code asks for an action that the table does not hold."""


PLANNERS = {Role.ADMINISTRATOR: Reach.COMPANY, Role.SALES_OPERATIONS: Reach.COMPANY}
ADMINISTRATORS = {Role.ADMINISTRATOR: Reach.COMPANY}
FIELD = {Role.TERRITORY_MANAGER: Reach.TEAM, Role.REPRESENTATIVE: Reach.OWN}
READERS = {Role.SERVICE_AGENT: Reach.COMPANY, Role.READ_ONLY: Reach.COMPANY}
EVERYBODY = dict.fromkeys(Role, Reach.OWN)

# A service agent answers any customer's call: they read and correct every account and plan
# nothing. A territory manager plans the territories of their own people, in drafts; what is in
# force for the whole company is decided by sales operations.
PERMISSIONS: Mapping[str, Permission] = {
    "records.read": Permission(
        _("See people and accounts"), PLANNERS | FIELD | READERS, is_read=True
    ),
    "accounts.write": Permission(
        _("Add and change accounts"), PLANNERS | FIELD | {Role.SERVICE_AGENT: Reach.COMPANY}
    ),
    "comments.write": Permission(
        _("Comment"), PLANNERS | FIELD | {Role.SERVICE_AGENT: Reach.COMPANY}
    ),
    "activities.write": Permission(
        _("Plan and log activities"), PLANNERS | FIELD | {Role.SERVICE_AGENT: Reach.COMPANY}
    ),
    "sales.write": Permission(_("Work on opportunities, quotes and orders"), PLANNERS | FIELD),
    "discounts.approve": Permission(
        _("Approve discounts"), PLANNERS | {Role.TERRITORY_MANAGER: Reach.TEAM}
    ),
    # No mere reading: a program sees costs only if its token was given this on purpose.
    "margins.read": Permission(
        _("See costs and margins"), PLANNERS | {Role.TERRITORY_MANAGER: Reach.TEAM}
    ),
    "catalogue.edit": Permission(_("Change products, prices, pipelines and sales rules"), PLANNERS),
    "cases.write": Permission(
        _("Work on customers' cases"), PLANNERS | FIELD | {Role.SERVICE_AGENT: Reach.COMPANY}
    ),
    "campaigns.write": Permission(
        _("Run campaigns"), PLANNERS | {Role.TERRITORY_MANAGER: Reach.TEAM}
    ),
    "visits.plan": Permission(_("Plan and publish weeks of visits"), PLANNERS | FIELD),
    "imports.run": Permission(
        _("Import and undo imports"), PLANNERS | {Role.TERRITORY_MANAGER: Reach.OWN}
    ),
    "geography.edit": Permission(_("Import and change areas"), PLANNERS),
    "plans.compare": Permission(
        _("See draft plans and compare proposals"),
        PLANNERS | dict.fromkeys((Role.TERRITORY_MANAGER, Role.READ_ONLY), Reach.COMPANY),
        is_read=True,
    ),
    "plans.create": Permission(_("Start and delete plans"), PLANNERS),
    "plans.edit": Permission(
        _("Copy, change and optimise draft plans"), PLANNERS | {Role.TERRITORY_MANAGER: Reach.TEAM}
    ),
    "plans.activate": Permission(_("Put plans into force"), PLANNERS),
    "coverage.edit": Permission(
        _("Change who serves a territory"), PLANNERS | {Role.TERRITORY_MANAGER: Reach.TEAM}
    ),
    "jobs.read": Permission(
        _("Follow jobs"), EVERYBODY | PLANNERS | {Role.READ_ONLY: Reach.COMPANY}, is_read=True
    ),
    "jobs.cancel": Permission(_("Cancel jobs"), EVERYBODY | PLANNERS),
    "people.manage": Permission(_("Add, change and invite people"), ADMINISTRATORS),
    "privacy.manage": Permission(_("Export and erase personal data"), ADMINISTRATORS),
    "settings.edit": Permission(_("Change the company's settings"), ADMINISTRATORS),
    "events.read": Permission(_("Read the audit log"), ADMINISTRATORS, is_read=True),
}


def reach(user: Any, action: str) -> Reach | None:
    """Return how far a person reaches with an action; None where they may not at all.

    Raises ``UnknownAction`` for an action that the table does not hold, so that a typing error
    never reads as a refusal.
    """
    if action not in PERMISSIONS:
        raise UnknownAction(action)
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return None
    scopes = getattr(user, "scopes", None)  # of the token that stands for the person, if one does
    if scopes is not None and action not in scopes:
        return None
    return PERMISSIONS[action].roles.get(user.role)


def may(user: Any, action: str) -> bool:
    """Return whether a person may do an action, at least on what is their own."""
    return reach(user, action) is not None


def everywhere(user: Any, action: str) -> bool:
    """Return whether a person may do an action on everybody's things."""
    return reach(user, action) is Reach.COMPANY

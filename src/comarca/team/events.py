"""What happens to people, beside what can happen to any object."""

from django.utils.translation import gettext_lazy as _

from comarca.base.events import register

INVITED = register("invited", _("Given a link to choose a password"), "mail")
PASSWORD_CHOSEN = register("password_chosen", _("Chose a password"), "lock-open")
PASSWORD_CHANGED = register("password_changed", _("Changed the password"), "lock")

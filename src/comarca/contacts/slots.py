"""What contacts put into the pages: an entry in the navigation, the people on an account's page."""

from django.utils.translation import gettext_lazy as _

from comarca.contacts.fields import CONTACT
from comarca.ui import navigation
from comarca.ui.objects.related import related_panel

navigation.register(
    navigation.NavItem(
        "contacts", _("Contacts"), "users", "objects:index", 32, "records.read", ("contact",)
    )
)
related_panel(
    "account",
    CONTACT.key,
    link="account",
    title=_("Contacts"),
    shown=("position", "role", "phone", "email"),
    quick=("name", "position", "role", "phone", "email"),
    order=20,
    lazy=False,  # whom to ask for is what the page is opened for
)

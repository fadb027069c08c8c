"""Where notes show themselves: in the navigation."""

from django.utils.translation import gettext_lazy as _

from comarca.ui.navigation import NavItem, register

register(NavItem("notes", _("Notes"), "note", "objects:index", 45, "records.read", ("note",)))

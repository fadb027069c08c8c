"""What geography puts into the pages: its place in the navigation."""

from django.utils.translation import gettext_lazy as _

from comarca.ui import navigation

navigation.register(
    navigation.NavItem(
        "geography", _("Geography"), "world", "geography:layers", 50, "plans.compare"
    )
)

"""How activities are found in the search box."""

from comarca.activities.objects import ACTIVITY
from comarca.base.search import register
from comarca.ui.objects.search import provider_for

register(provider_for(ACTIVITY))

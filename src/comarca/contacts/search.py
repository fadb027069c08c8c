"""How contacts are found in the search box."""

from comarca.base.search import register
from comarca.contacts.fields import CONTACT
from comarca.ui.objects.search import provider_for

register(provider_for(CONTACT))

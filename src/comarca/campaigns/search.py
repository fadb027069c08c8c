"""How campaigns are found in the search box."""

from comarca.base.search import register
from comarca.campaigns.fields import CAMPAIGN
from comarca.ui.objects.search import provider_for

register(provider_for(CAMPAIGN))

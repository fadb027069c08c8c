"""How cases and articles are found in the search box."""

from comarca.base.search import register
from comarca.service.fields import ARTICLE, CASE
from comarca.ui.objects.search import provider_for

for one in (CASE, ARTICLE):
    register(provider_for(one))

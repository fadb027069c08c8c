"""How needs, promises, plans and agreements are found in the search box."""

from comarca.base.search import register
from comarca.relations.fields import ACCOUNT_PLAN, AGREEMENT, NEED, PROMISE
from comarca.ui.objects.search import provider_for

for one in (NEED, PROMISE, ACCOUNT_PLAN, AGREEMENT):
    register(provider_for(one))

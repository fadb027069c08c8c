"""How products, opportunities, quotes and orders are found in the search box."""

from comarca.base.search import register
from comarca.sales.orders.objects import ORDER
from comarca.sales.pipeline.objects import COMPETITOR, OPPORTUNITY
from comarca.sales.products.objects import PRODUCT
from comarca.sales.quotes.objects import QUOTE
from comarca.ui.objects.search import provider_for

for one in (PRODUCT, OPPORTUNITY, QUOTE, ORDER, COMPETITOR):
    register(provider_for(one))

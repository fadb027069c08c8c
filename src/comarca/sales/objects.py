"""Every kind of object of sales."""

from comarca.sales.orders.objects import TYPES as ORDERS
from comarca.sales.pipeline.objects import TYPES as PIPELINE
from comarca.sales.products.objects import TYPES as PRODUCTS
from comarca.sales.quotes.objects import TYPES as QUOTES

TYPES = (*PRODUCTS, *PIPELINE, *QUOTES, *ORDERS)

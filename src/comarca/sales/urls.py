"""Where the pages of sales live."""

from django.urls import URLPattern, URLResolver, path

from comarca.sales.views import opportunity, orders, quotes

app_name = "sales"
urlpatterns: list[URLPattern | URLResolver] = [
    path("opportunities/<int:opportunity_id>/", opportunity.detail, name="opportunity"),
    path("quotes/<int:quote_id>/", quotes.detail, name="quote"),
    path("orders/<int:order_id>/", orders.detail, name="order"),
]

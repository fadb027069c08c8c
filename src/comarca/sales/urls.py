"""Where the pages of sales live."""

from django.urls import path

from comarca.sales.views import board, opportunity, orders, public, quotes

app_name = "sales"
urlpatterns = [
    path("pipeline/", board.index, name="board"),
    path("opportunities/<int:opportunity_id>/", opportunity.detail, name="opportunity"),
    path("opportunities/<int:opportunity_id>/move/", board.move, name="move"),
    path("opportunities/<int:opportunity_id>/next/", opportunity.next_step, name="next_step"),
    path("opportunities/<int:opportunity_id>/quote/", opportunity.quote, name="make_quote"),
    path("opportunities/<int:opportunity_id>/preparation/", opportunity.preparation,
         name="preparation"),
    path("quotes/approvals/", quotes.approvals, name="approvals"),
    path("quotes/approvals/<int:approval_id>/", quotes.decide, name="decide"),
    path("quotes/<int:quote_id>/", quotes.detail, name="quote"),
    path("quotes/<int:quote_id>/lines/", quotes.write, name="quote_lines"),
    path("quotes/<int:quote_id>/send/", quotes.send, name="send"),
    path("quotes/<int:quote_id>/act/<slug:name>/", quotes.act, name="act"),
    path("quotes/<int:quote_id>/versions/<int:number>/", quotes.compare, name="compare"),
    path("quotes/<int:quote_id>/versions/<int:number>.pdf", quotes.pdf, name="pdf"),
    path("q/<str:secret>/", public.quote, name="public"),
    path("q/<str:secret>/quote.pdf", public.pdf, name="public_pdf"),
    path("orders/<int:order_id>/", orders.detail, name="order"),
    path("orders/lines/<int:line_id>/return/", orders.take_back, name="take_back"),
]  # fmt: skip

"""Where the pages that bring a file in live."""

from django.urls import path

from comarca.imports.views import choosing, decisions, imports, order_history, rows

app_name = "imports"
urlpatterns = [
    path("", imports.index, name="index"),
    path("new/", imports.new, name="new"),
    path("orders/", order_history.index, name="orders"),
    path("orders/<int:batch_id>/", order_history.detail, name="orders_one"),
    path("orders/<int:batch_id>/<slug:name>/", order_history.act, name="orders_act"),
    path("<int:import_id>/", imports.detail, name="detail"),
    path("<int:import_id>/reading/", choosing.reading, name="reading"),
    path("<int:import_id>/decisions/", decisions.decide, name="decide"),
    path("<int:import_id>/decisions/back/", decisions.take_back, name="take_back"),
    path("<int:import_id>/apply/", choosing.apply, name="apply"),
    path("<int:import_id>/undo/", choosing.undo, name="undo"),
    path("<int:import_id>/geocode/", choosing.geocode, name="geocode"),
    path("<int:import_id>/problems/", imports.problems, name="problems"),
    path("<int:import_id>/duplicates/", rows.choose_all, name="choose_all"),
    path("<int:import_id>/rows/<int:row_id>/choice/", rows.choose, name="choose"),
    path("<int:import_id>/rows/<int:row_id>/place/", rows.place, name="place"),
]

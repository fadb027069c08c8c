"""Where the week and the day live."""

from django.urls import path

from comarca.visits.views import again, board, day, decide, moving, phone, results, settings, week

app_name = "visits"
urlpatterns = [
    path("visits/week/", week.week, name="week"),
    path("visits/week/propose/", week.propose, name="propose"),
    path("visits/week/publish/", week.publish, name="publish"),
    path("visits/weeks/<int:week_id>/", board.board, name="board"),
    path("visits/weeks/<int:week_id>/instructions/", board.instruct, name="instruct"),
    path("visits/<int:visit_id>/move/", moving.ask, name="move"),
    path("visits/<int:visit_id>/move/confirm/", moving.confirm, name="move_confirm"),
    path("visits/<int:visit_id>/direct/", moving.direct, name="direct"),
    path("visits/settings/", settings.settings, name="settings"),
    path("visits/results/", results.page, name="results"),
    path("visits/day/", day.day, name="day"),
    path("visits/day/again/", again.again, name="again"),
    path("visits/day/again/confirm/", again.confirm, name="again_confirm"),
    path("visits/day/fill/", again.fill, name="fill"),
    path("visits/day/fill/add/", again.fill_add, name="fill_add"),
    path("visits/day/products.json", phone.products, name="products"),
    path("visits/day/worker.js", phone.worker, name="worker"),
    path("visits/day/app.webmanifest", phone.web_manifest, name="manifest"),
    path("visits/<int:visit_id>/done/", day.done, name="done"),
    path("visits/<int:visit_id>/check-in/", day.check_in, name="check_in"),
    path("visits/<int:visit_id>/cancel/", day.cancel, name="cancel"),
    path("visits/entries/<int:entry_id>/decide/", decide.decide, name="decide"),
]

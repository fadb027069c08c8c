"""Where the week and the day live."""

from django.urls import path

from comarca.visits.views import board, day, moving, week

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
    path("visits/day/", day.day, name="day"),
    path("visits/<int:visit_id>/done/", day.done, name="done"),
]

"""Where the week and the day live."""

from django.urls import path

from comarca.visits import views

app_name = "visits"
urlpatterns = [
    path("visits/week/", views.week, name="week"),
    path("visits/week/propose/", views.propose, name="propose"),
    path("visits/week/publish/", views.publish, name="publish"),
    path("visits/day/", views.day, name="day"),
    path("visits/<int:visit_id>/done/", views.done, name="done"),
]

"""Where the first run, the company's settings and small public files live."""

from django.urls import path

from comarca.web import settings_views, setup_views, views

urlpatterns = [
    path("setup/", setup_views.setup, name="setup"),
    path("start/", setup_views.start, name="start"),
    path("settings/", settings_views.company, name="company"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]

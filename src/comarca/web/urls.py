"""Where each page lives."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path

from comarca.web import views
from comarca.web.api import api
from comarca.web.street import street_map

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("api/", api.urls),
    path("street.pmtiles", street_map, name="street_map"),
]
for _prefix, _module in (
    ("", "comarca.web.setup_urls"),
    ("", "comarca.team.urls"),
    ("", "comarca.ui.urls"),
    ("geo/", "comarca.geography.urls"),
    ("accounts/", "comarca.accounts.urls"),
    ("imports/", "comarca.imports.urls"),
    ("", "comarca.exports.urls"),
    ("", "comarca.territories.urls"),
):
    if find_spec(_module):
        import_module(_module)
        urlpatterns.append(path(_prefix, include(_module)))

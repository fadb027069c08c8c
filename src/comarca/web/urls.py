"""Where each page lives."""

from django.urls import include, path

from comarca.web import views
from comarca.web.api import api

urlpatterns = [
    path("health/", views.health, name="health"),
    path("api/", api.urls),
    path("", include("comarca.web.setup_urls")),
    path("", include("comarca.team.urls")),
    path("", include("comarca.ui.urls")),
    path("objects/", include("comarca.ui.objects.urls")),
    path("geo/", include("comarca.geography.urls")),
    path("accounts/", include("comarca.accounts.urls")),
    path("", include("comarca.visits.urls")),
    path("", include("comarca.reports.urls")),
    path("", include("comarca.campaigns.urls")),
    path("", include("comarca.service.urls")),
    path("", include("comarca.sales.urls")),
    path("contacts/", include("comarca.contacts.urls")),
    path("", include("comarca.activities.urls")),
    path("imports/", include("comarca.imports.urls")),
    path("", include("comarca.exports.urls")),
    path("", include("comarca.territories.urls")),
]

"""Where the pages of campaigns live."""

from django.urls import path

from comarca.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("campaigns/<int:campaign_id>/", views.detail, name="detail"),
    path("campaigns/<int:campaign_id>/group/", views.choose_group, name="group"),
    path("campaigns/<int:campaign_id>/start/", views.start, name="start"),
    path("campaigns/<int:campaign_id>/stop/", views.stop, name="stop"),
]

"""Where the progress of a job lives."""

from django.urls import path

from comarca.ui import job_views

app_name = "ui"
urlpatterns = [
    path("jobs/<int:job_id>/", job_views.progress, name="job"),
    path("jobs/<int:job_id>/cancel/", job_views.cancel, name="job_cancel"),
]

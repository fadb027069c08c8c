"""Where the progress of a job lives."""

from django.urls import path

from comarca.base import views

app_name = "base"
urlpatterns = [
    path("jobs/<int:job_id>/", views.progress, name="job"),
    path("jobs/<int:job_id>/cancel/", views.cancel, name="job_cancel"),
]

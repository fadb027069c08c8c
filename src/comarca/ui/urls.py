"""Where the home page, the progress of a job and the panels of pages live."""

from django.urls import path

from comarca.ui import attachments, home, job_views, panel_views, search_views

app_name = "ui"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search_views.results, name="search"),
    path("files/<int:file_id>/", attachments.download, name="file"),
    path("files/<int:file_id>/delete/", attachments.delete, name="file_delete"),
    path("files/<slug:place>/<int:target_id>/", attachments.upload, name="file_upload"),
    path("jobs/", job_views.recent, name="jobs"),
    path("jobs/<int:job_id>/", job_views.progress, name="job"),
    path("jobs/<int:job_id>/cancel/", job_views.cancel, name="job_cancel"),
    path("panels/<slug:place>/<slug:name>/<int:target_id>/", panel_views.panel, name="panel"),
]

"""Where the pages of service live."""

from django.urls import path

from comarca.service.views import acts, articles, desk, public, surveys

app_name = "service"
urlpatterns = [
    path("service/", desk.index, name="desk"),
    path("service/cases/<int:case_id>/", desk.case, name="case"),
    path("service/cases/<int:case_id>/take/", acts.take, name="take"),
    path("service/cases/<int:case_id>/answer/", acts.answer, name="answer"),
    path("service/articles/<int:article_id>/", articles.detail, name="article"),
    path("satisfaction/", surveys.index, name="scores"),
    path("s/<str:token>/", surveys.answer, name="survey"),
    path("s/<str:token>/stop/", surveys.stop, name="survey_stop"),
    path("help/<slug:name>/", public.ask, name="public_form"),
]

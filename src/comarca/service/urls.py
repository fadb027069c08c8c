"""Where the pages of service live."""

from django.urls import path

from comarca.service.views import acts, articles, desk, public

app_name = "service"
urlpatterns = [
    path("service/", desk.index, name="desk"),
    path("service/cases/<int:case_id>/", desk.case, name="case"),
    path("service/cases/<int:case_id>/take/", acts.take, name="take"),
    path("service/cases/<int:case_id>/answer/", acts.answer, name="answer"),
    path("service/articles/<int:article_id>/", articles.detail, name="article"),
    path("help/<slug:name>/", public.ask, name="public_form"),
]

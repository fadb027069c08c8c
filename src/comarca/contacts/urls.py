"""Where a person's file, their erasure and the rules of keeping live."""

from django.urls import path

from comarca.contacts import views

app_name = "contacts"
urlpatterns = [
    path("<int:contact_id>/card/", views.card, name="card"),
    path("<int:contact_id>/held/", views.held, name="held"),
    path("<int:contact_id>/erase/", views.erase, name="erase"),
    path("retention/", views.retention, name="retention"),
]

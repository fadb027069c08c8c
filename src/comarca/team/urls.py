"""Where log-in, my settings and the people live."""

from django.urls import path

from comarca.team.views import invitations, own, paste, people, permissions, session

app_name = "team"
urlpatterns = [
    path("account/login/", session.Login.as_view(), name="login"),
    path("account/logout/", session.logout, name="logout"),
    path("account/preferences/", session.preferences, name="preferences"),
    path("account/", own.settings, name="settings"),
    path("account/password/", own.password, name="password"),
    path("account/invitation/<str:token>/", invitations.accept, name="accept"),
    path("people/", people.people, name="people"),
    path("people/export/", people.export, name="people_export"),
    path("people/add/", people.add, name="add"),
    path("people/paste/", paste.paste, name="paste"),
    path("people/permissions/", permissions.permissions, name="permissions"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/edit/", people.edit, name="edit"),
    path("people/<int:person_id>/invite/", invitations.invite, name="invite"),
]

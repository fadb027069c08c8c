"""Where log-in, my settings and the people live."""

from django.urls import path

from comarca.team.views import (
    audit,
    invitations,
    notifications,
    own,
    paste,
    people,
    permissions,
    session,
    timeline,
    tokens,
)

app_name = "team"
urlpatterns = [
    path("account/login/", session.Login.as_view(), name="login"),
    path("account/logout/", session.logout, name="logout"),
    path("account/preferences/", session.preferences, name="preferences"),
    path("account/", own.settings, name="settings"),
    path("account/password/", own.password, name="password"),
    path("account/invitation/<str:token>/", invitations.accept, name="accept"),
    path("account/tokens/", tokens.index, name="tokens"),
    path("account/tokens/<int:token_id>/revoke/", tokens.revoke, name="token_revoke"),
    path("account/notifications/", notifications.choices, name="notification_choices"),
    path("notifications/", notifications.index, name="notifications"),
    path("notifications/read/", notifications.read_all, name="notifications_read"),
    path("notifications/<int:notification_id>/", notifications.read, name="notification"),
    path("timeline/<slug:place>/<int:target_id>/", timeline.older, name="timeline"),
    path("timeline/<slug:place>/<int:target_id>/comment/", timeline.add, name="comment"),
    path(
        "timeline/<slug:place>/<int:target_id>/comment/<int:comment_id>/",
        timeline.remove,
        name="comment_delete",
    ),
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.export, name="audit_export"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add"),
    path("people/paste/", paste.paste, name="paste"),
    path("people/permissions/", permissions.permissions, name="permissions"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/edit/", people.edit, name="edit"),
    path("people/<int:person_id>/invite/", invitations.invite, name="invite"),
]

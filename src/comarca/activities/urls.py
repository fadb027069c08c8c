"""Where the activities live."""

from django.urls import path

from comarca.activities.views import acts, detail, tasks

app_name = "activities"
urlpatterns = [
    path("activities/<int:activity_id>/", detail.detail, name="detail"),
    path("activities/<int:activity_id>/done/", acts.done, name="done"),
    path("activities/<int:activity_id>/cancel/", acts.cancel, name="cancel"),
    path("activities/<int:activity_id>/next/", acts.follow_up, name="follow_up"),
    path("activities/accounts/<int:account_id>/log/", acts.log, name="log"),
    path("activities/accounts/<int:account_id>/next/", acts.plan, name="plan"),
    path("tasks/", tasks.index, name="tasks"),
]

"""Where the activities live."""

from django.urls import path

from comarca.activities.views import acts, calendar, detail, feeds, mail, mailboxes, tasks

app_name = "activities"
urlpatterns = [
    path("activities/<int:activity_id>/", detail.detail, name="detail"),
    path("activities/<int:activity_id>/done/", acts.done, name="done"),
    path("activities/<int:activity_id>/cancel/", acts.cancel, name="cancel"),
    path("activities/<int:activity_id>/next/", acts.follow_up, name="follow_up"),
    path("activities/accounts/<int:account_id>/log/", acts.log, name="log"),
    path("activities/accounts/<int:account_id>/next/", acts.plan, name="plan"),
    path("activities/<int:activity_id>/move/", calendar.move, name="move"),
    path("mail/", mail.box, name="mail_box"),
    path("mail/boxes/", mailboxes.index, name="mailboxes"),
    path("mail/boxes/<int:mailbox_id>/", mailboxes.edit, name="mailbox"),
    path("mail/boxes/<int:mailbox_id>/delete/", mailboxes.remove, name="mailbox_remove"),
    path("mail/accounts/<int:account_id>/new/", mail.compose, name="compose"),
    path("mail/<int:email_id>/", mail.detail, name="mail"),
    path("mail/<int:email_id>/sort/", mail.sort, name="mail_sort"),
    path("mail/<int:email_id>/ignore/", mail.ignore, name="mail_ignore"),
    path("mail/<int:email_id>/task/", mail.task, name="mail_task"),
    path("tasks/", tasks.index, name="tasks"),
    path("calendar/", calendar.index, name="calendar"),
    path("calendar/links/", feeds.index, name="feeds"),
    path("calendar/links/new/", feeds.new_link, name="feed_new"),
    path("calendar/links/<int:link_id>/new/", feeds.rotate, name="feed_rotate"),
    path("calendar/links/<int:link_id>/revoke/", feeds.revoke, name="feed_revoke"),
    path("calendar/sources/", feeds.add_source, name="source_add"),
    path("calendar/sources/<int:source_id>/delete/", feeds.remove_source, name="source_remove"),
    path("calendar/<str:secret>.ics", feeds.ics, name="ics"),
]

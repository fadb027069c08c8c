"""What people write about an object: comments, kept with it, told as events."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.base.events import actions
from comarca.base.events.model import Event, account_of, record

LONGEST = 4000
DELETED = actions.register("comment_deleted", _("Comment deleted"), "trash")


class Comment(models.Model):
    """One remark of one person about one object; deleting it empties its text."""

    model = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=LONGEST)
    at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        indexes = [models.Index(fields=["model", "object_id", "-at"], name="comment_of_object")]

    def __str__(self) -> str:
        return self.text[:80]


def comments_on(instance: models.Model) -> "models.QuerySet[Comment]":
    """Return the comments on an object that are still there, newest first."""
    rows = Comment.objects.filter(model=instance._meta.label_lower, object_id=instance.pk)
    return rows.filter(deleted_at=None).select_related("author").order_by("-at", "-pk")


def texts_of(events: Iterable[Event]) -> dict[int, str]:
    """Return what was said, by the event (its id) that tells of a comment still there."""
    ids = {event.data["comment"]: event.pk for event in events if "comment" in event.data}
    rows = Comment.objects.filter(pk__in=ids, deleted_at=None).values_list("pk", "text")
    return {ids[pk]: text for pk, text in rows} if ids else {}


@transaction.atomic
def comment(
    instance: models.Model, author: Any, text: str, mentioned: list[int] | None = None
) -> Comment:
    """Write a comment on an object; the people mentioned are told."""
    made = Comment.objects.create(
        model=instance._meta.label_lower,
        object_id=instance.pk,
        account_id=account_of(instance),
        author=author,
        text=text.strip()[:LONGEST],
    )
    record(instance, actions.COMMENTED, actor=author, comment=made.pk, mentioned=mentioned or [])
    return made


@transaction.atomic
def delete_comment(made: Comment, instance: models.Model, actor: Any) -> None:
    """Take a comment away; that it was there stays known, its text does not."""
    Comment.objects.filter(pk=made.pk).update(text="", deleted_at=timezone.now())
    record(instance, DELETED, actor=actor, comment=made.pk)

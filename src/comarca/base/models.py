"""The base tables: change history, jobs, workers and the organisation."""

from comarca.base.api.idempotency import IdempotencyKey
from comarca.base.events.comments import Comment
from comarca.base.events.model import Event
from comarca.base.events.notifications import Notification, NotificationChoice
from comarca.base.files.models import StoredFile
from comarca.base.jobs import Job
from comarca.base.objects.custom import CustomField, CustomValue
from comarca.base.organisation import Organisation
from comarca.base.search.models import SearchEntry, SearchWord
from comarca.base.workers import Worker

__all__ = [
    "Comment", "CustomField", "CustomValue", "Event", "IdempotencyKey", "Job", "Notification",
    "NotificationChoice", "Organisation", "SearchEntry", "SearchWord", "StoredFile", "Worker",
]  # fmt: skip

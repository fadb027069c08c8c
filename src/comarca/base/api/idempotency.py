"""Writes sent twice are done once: the ``Idempotency-Key`` header, kept for a day."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comarca.base.api.errors import problem

PREFIX = "/api/"
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
KEPT = timedelta(days=1)
# A first request that has not answered after this long died with its process.
ABANDONED = timedelta(minutes=2)
LONGEST_KEY = 200


class IdempotencyKey(models.Model):
    """One write and what it answered, so that the same write again is only answered again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.TextField(blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = gettext_lazy("idempotency key")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="idempotency_key_once")
        ]

    def __str__(self) -> str:
        return self.key


class IdempotencyMiddleware:
    """Answers a repeated write of the API from what the first one answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do the write, or replay it."""
        key = request.headers.get("Idempotency-Key", "")
        is_write = request.path.startswith(PREFIX) and request.method not in SAFE
        if not key or not is_write or not request.user.is_authenticated:
            return self.get_response(request)
        if len(key) > LONGEST_KEY:
            return problem(400, _("The Idempotency-Key is longer than 200 characters."))
        digest = _digest(request)
        mine = _begin(request.user.pk, key, digest)
        if mine is None:
            return _replay(IdempotencyKey.objects.filter(person=request.user, key=key), digest)
        return self._do(request, mine)

    def _do(self, request: HttpRequest, mine: IdempotencyKey) -> HttpResponse:
        """Do the write and keep its answer; a refused one leaves the key free."""
        done = False
        try:
            response = self.get_response(request)
            if 200 <= response.status_code < 300 and not response.streaming:
                mine.status = response.status_code
                mine.body = response.content.decode(errors="replace")
                mine.content_type = response.get("Content-Type", "")[:100]
                mine.save(update_fields=["status", "body", "content_type"])
                done = True
            return response
        finally:
            if not done:
                mine.delete()


def _digest(request: HttpRequest) -> str:
    """Return a fingerprint of what is asked, and with which token."""
    token = getattr(request, "token", None)
    head = f"{request.method} {request.get_full_path()} {getattr(token, 'pk', '')}\n"
    return sha256(head.encode() + request.body).hexdigest()


def _begin(person: int, key: str, digest: str) -> IdempotencyKey | None:
    """Claim a key; None if it is taken."""
    now = timezone.now()
    IdempotencyKey.objects.filter(created_at__lt=now - KEPT).delete()
    IdempotencyKey.objects.filter(
        person=person, key=key, status=None, created_at__lt=now - ABANDONED
    ).delete()
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(person_id=person, key=key, digest=digest)
    except IntegrityError:
        return None


def _replay(rows: "models.QuerySet[IdempotencyKey]", digest: str) -> HttpResponse:
    """Answer as the first request was answered, if it asked the same and is done."""
    known = rows.first()
    if known is None or known.status is None:
        return problem(409, _("The same request is being done. Ask again in a moment."))
    if known.digest != digest:
        text = _("This Idempotency-Key was used for another request. Choose a new one.")
        return problem(422, text, code="key_reused")
    response = HttpResponse(known.body, status=known.status, content_type=known.content_type)
    response["Idempotency-Replayed"] = "true"
    return response

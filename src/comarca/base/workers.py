"""The worker processes: which ones are alive, and what to do with the work of a dead one."""

import os
import socket
from datetime import datetime, timedelta

import psutil
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PRESENT_FOR = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(hours=1)


class Worker(models.Model):
    """One worker process and when it last said that it is alive."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("worker")

    def __str__(self) -> str:
        return self.name


def own_name() -> str:
    """Return this process's name: machine, number and birth, so that no two are the same."""
    return f"{socket.gethostname()}:{os.getpid()}:{psutil.Process().create_time():.2f}"


def is_dead(name: str) -> bool:
    """Return whether a worker of this machine is known to have ended (others: never sure)."""
    host, _colon, rest = name.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdigit():
        return False
    try:
        born = psutil.Process(int(rest)).create_time()
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
    return f"{born:.2f}" != name.rpartition(":")[2]


def say_alive(name: str) -> None:
    """Write down that a worker is alive now, and forget those unseen for an hour."""
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def last_seen() -> datetime | None:
    """Return when any worker last said that it is alive, or None."""
    newest = Worker.objects.order_by("-seen_at").first()
    return newest.seen_at if newest else None


def is_present(seen: datetime | None) -> bool:
    """Return whether that moment is recent enough for a worker to count as present."""
    return seen is not None and timezone.now() - seen < PRESENT_FOR

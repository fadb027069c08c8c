"""Asks a server that a person has named: never one inside the house, and never for too much."""

import ipaddress
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from niquests import Session

TIMEOUT = 10  # seconds to connect, and between two pieces
LARGEST = 5_000_000  # bytes of one calendar
PIECE = 64 * 1024


class CannotFetch(Exception):
    """An address was not read; the sentence says why and what to do."""


def session_for(url: str) -> "Session":
    """Return a session that reaches the host of an address alone, where it stands now.

    The host's addresses are looked up once, held to be public, and pinned, so that a name that
    changes its mind between the question and the answer (DNS rebinding) leads nowhere inside.
    Redirections are not followed. ``COMARCA_INTERNAL_HOSTS`` names hosts of the house that may be
    asked all the same: ``calendar.lan:5232``.

    Raises
    ------
    CannotFetch
        If the address is none of the web, or leads into a private network.
    """
    import niquests

    class OneHost(niquests.Session):
        """Follows no redirection."""

        def get_redirect_target(self, resp: Any) -> None:
            """Return nowhere."""

    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host:
        raise CannotFetch(_("Write an address that begins with https://."))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = _addresses(host, port)
    trusted = {host, f"{host}:{port}"} & set(settings.COMARCA_INTERNAL_HOSTS)
    if not trusted and not all(_is_public(address) for address in found):
        raise CannotFetch(
            _("This address leads into a private network, which Comarca does not read. An "
              "administrator can allow the host with COMARCA_INTERNAL_HOSTS.")
        )  # fmt: skip
    pins = "&".join(f"hosts={host}:{address}" for address in found)
    return OneHost(resolver=f"in-memory://default?{pins}")


def fetch(url: str) -> bytes:
    """Return what an address holds, at most 5 MB.

    Raises
    ------
    CannotFetch
        With a sentence, if it cannot be read.
    """
    from niquests.exceptions import RequestException

    try:
        with session_for(url) as session:
            answer = session.get(
                url, timeout=TIMEOUT, stream=True, allow_redirects=False,
                headers={"Accept": "text/calendar, */*;q=0.1", "User-Agent": "Comarca"},
            )  # fmt: skip
            if answer.status_code != 200:
                said = _("The server answers %(status)s. Check the address.")
                raise CannotFetch(said % {"status": answer.status_code})
            return _bounded(answer)
    except (RequestException, OSError) as error:
        said = _("The server cannot be reached: %(why)s")
        raise CannotFetch(said % {"why": str(error)[:120]}) from error


def _bounded(answer: Any) -> bytes:
    found = bytearray()
    for piece in answer.iter_content(PIECE):
        found += piece
        if len(found) > LARGEST:
            raise CannotFetch(_("The calendar is larger than 5 MB."))
    return bytes(found)


def _addresses(host: str, port: int) -> list[str]:
    """Return every address of a host."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = _("There is no server called %(host)s.")
        raise CannotFetch(said % {"host": host}) from error
    return sorted({str(row[4][0]).partition("%")[0] for row in rows})


def _is_public(address: str) -> bool:
    """Return whether an address is one of the public internet, however it is written."""
    found = ipaddress.ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return (inner or found).is_global and not (inner or found).is_multicast

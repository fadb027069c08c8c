"""Serves the street map's PMTiles file in the pieces a browser asks for."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

MOST_AT_ONCE = 8 * 1024 * 1024
RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@require_GET
def street_map(request: HttpRequest) -> HttpResponse:
    """Return the part of the file named by ``Range``; without a range there is nothing to send."""
    path = Path(settings.PMTILES_FILE or "missing")
    if not path.is_file():
        raise Http404
    size = path.stat().st_size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    first = int(asked[1]) if asked else size
    if first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(
        int(asked[2]) if asked and asked[2] else size - 1, first + MOST_AT_ONCE - 1, size - 1
    )
    with path.open("rb") as file:
        file.seek(first)
        body = file.read(last - first + 1)
    return HttpResponse(
        body,
        status=206,
        content_type="application/octet-stream",
        headers={
            "Content-Range": f"bytes {first}-{last}/{size}",
            "Accept-Ranges": "bytes",
            "Cache-Control": "private, max-age=86400",
            "ETag": f'"{size:x}-{int(path.stat().st_mtime):x}"',
        },
    )

"""The list as a file: the columns that are seen, of every row that is asked for."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from comarca.base.events import record
from comarca.base.events.actions import EXPORTED
from comarca.base.objects.fields import Place
from comarca.base.objects.types import ObjectType
from comarca.ui.lists import asked as asking
from comarca.ui.lists.formats import format_of
from comarca.ui.lists.models import ListPreference
from comarca.ui.lists.rows import exported, ordered, rows_for
from comarca.ui.objects.finding import kind_or_404
from comarca.ui.spreadsheets import as_csv, as_xlsx

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def export(request: HttpRequest, key: str) -> HttpResponseBase:
    """Hand out a list as filtered: the shown columns, or with ``all=1`` every field."""
    object_type = kind_or_404(key)
    fields = object_type.fields_for(request.user)
    asked = asking.read(request.GET, fields)
    rows, problems = rows_for(object_type, asked, request.user)
    if problems:
        return HttpResponse(
            " ".join(problems), status=400, content_type="text/plain; charset=utf-8"
        )
    own = format_of(key, request.GET.get("as", ""))
    if own is not None:
        _tell(request, object_type, asked.query(), own.key)
        body = own.write(ordered(rows, object_type, asked, fields).iterator(), fields)
        return _attached(StreamingHttpResponse(body, content_type=own.content_type), key, own.key)
    if request.GET.get("all") == "1":
        columns = [one for one in fields.values() if one.is_in(Place.EXPORT)]
    else:
        liked = ListPreference.objects.filter(person=request.user, object_type=key).first()  # type: ignore[misc]
        shown = asking.columns_of(asked, fields, liked.columns if liked else (), object_type)
        columns = [one for one in shown if one.is_in(Place.EXPORT)]
    headings = [one.heading for one in columns]
    suffix = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    _tell(request, object_type, asked.query(), suffix)
    lines = exported(ordered(rows, object_type, asked, fields), columns)
    if suffix == "xlsx":
        content = as_xlsx(headings, lines, object_type.heading)
        return _attached(HttpResponse(content, content_type=SHEET), key, suffix)
    text = StreamingHttpResponse(as_csv(headings, lines), content_type="text/csv; charset=utf-8")
    return _attached(text, key, suffix)


def _attached(response: HttpResponseBase, key: str, suffix: str) -> HttpResponseBase:
    """Let a browser keep the answer as a file."""
    response["Content-Disposition"] = f'attachment; filename="{key}.{suffix}"'
    return response


def _tell(request: HttpRequest, object_type: ObjectType, query: str, suffix: str) -> None:
    """Write down who took which list away: what leaves the house is told like what changes."""
    taken = {"list": object_type.heading, "query": query, "format": suffix}
    record(request.user, EXPORTED, actor=request.user, after=taken)  # type: ignore[arg-type]

"""Every described kind of object as JSON: its list, one of them, making and changing them.

The schemas are made from the description, so the API's document names each field with its type;
fields that an administrator adds travel under ``custom``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, create_model
from pydantic import Field as Described

from comarca.base import writing
from comarca.base.api.errors import ApiError, Conflict, Problem, sentence
from comarca.base.api.paging import MOST, USUAL, Cursor
from comarca.base.api.versions import LARGEST, ChangedMeanwhile, Stale
from comarca.base.objects.fields import Field, Place
from comarca.base.objects.kinds import Kind
from comarca.base.objects.payload import checked, problems_of
from comarca.base.objects.reading import read_values
from comarca.base.objects.types import ObjectType
from comarca.ui.lists import asked as asking
from comarca.ui.lists.rows import rows_for
from comarca.ui.objects.finding import visible_or_404

TYPES: dict[Kind, Any] = {
    Kind.INTEGER: int,
    Kind.DECIMAL: Decimal,
    Kind.MONEY: Decimal,
    Kind.PERCENT: Decimal,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
    Kind.BOOLEAN: bool,
    Kind.CHOICES: list[str],
    Kind.PERSON: int,
    Kind.RELATION: int,
}


# Pydantic's own signature wants each field as a keyword it can see; ours come from descriptions.
made_schema: Any = create_model


class Page(Schema):
    """Which page of a list, how many rows on it, and free words to search for."""

    page_size: int | None = Described(None, ge=1, le=MOST)
    cursor: str | None = Described(None, max_length=300)
    q: str = Described("", max_length=200)
    archived: bool = False


class Sent(Schema):
    """What is sent to be written: a field that there is not is named, and nothing is written."""

    model_config = ConfigDict(extra="forbid")


class Candidate(Schema):
    """One that may be the same: its id, how it is called, how likely (0 to 1)."""

    id: int
    label: str
    likeness: float


class Likely(Problem):
    """A 409: what is to be made may be here already."""

    candidates: list[Candidate] = []


def router_for(object_type: ObjectType) -> Router:
    """Return the routes of one kind of object."""
    router = Router(tags=[str(object_type.key)])
    row, page, new, change = _schemas(object_type)

    @router.get(
        "/",
        operation_id=f"{object_type.key}_many",
        response=page,
        summary=f"List: {object_type.key}",
    )
    def many(request: HttpRequest, asked: Query[Page]) -> dict[str, Any]:
        """Answer the rows one may see, page by page.

        Any field filters (``potential__gte=1000``); see the guide for the questions.
        """
        return _list(object_type, request, asked)

    @router.get(
        "/{int:pk}",
        operation_id=f"{object_type.key}_one",
        response=row,
        summary=f"One {object_type.key}",
    )
    def one(request: HttpRequest, pk: int) -> dict[str, Any]:
        """Answer one row; one that may not be seen is a 404."""
        return _as_json(object_type, [visible_or_404(object_type, request, pk)], request.user)[0]

    if not object_type.write:
        return router

    @router.post(
        "/",
        operation_id=f"{object_type.key}_make",
        response={201: row, 409: Likely},
        summary=f"New {object_type.key}",
    )
    def make(request: HttpRequest, body: new, confirm: bool = False) -> Any:  # type: ignore[valid-type]
        """Make one from the fields that are sent.

        Where it may be here already nothing is made and the answer is a 409 with the candidates;
        ``confirm=true`` makes it all the same.
        """
        user = _writer(object_type, request)
        values = _checked(object_type, _sent(body), user)
        if not confirm:
            _hold_to_new(object_type, values, user)
        with _refusing():
            made = writing.create(object_type, values, user)
        return Status(201, _as_json(object_type, [made], user)[0])

    @router.patch(
        "/{int:pk}",
        operation_id=f"{object_type.key}_update",
        response={200: row, 409: Stale},
        summary=f"Change {object_type.key}",
    )
    def update(request: HttpRequest, pk: int, body: change) -> Any:  # type: ignore[valid-type]
        """Change the fields that are sent, if the row is still at the version named."""
        found = visible_or_404(object_type, request, pk)
        user = _writer(object_type, request)
        sent = _sent(body)
        version = sent.pop("version", None)
        values = _checked(object_type, sent, user, found)
        try:
            with _refusing():
                changed = writing.change(object_type, found, version, values, user)
        except writing.EditedMeanwhile as conflict:
            current = row(**_as_json(object_type, [conflict.row], user)[0])
            raise ChangedMeanwhile(conflict.row.version, current) from conflict
        return Status(200, _as_json(object_type, [changed], user)[0])

    if object_type.can_archive:

        @router.post("/{int:pk}/archive", response=row, summary=f"Archive {object_type.key}")
        def archive(request: HttpRequest, pk: int, back: bool = False) -> dict[str, Any]:
            """Put one aside, or with ``back=true`` bring it back."""
            found = visible_or_404(object_type, request, pk)
            user = _writer(object_type, request)
            writing.archive(object_type, [found], user, back=back)
            return _as_json(object_type, [found], user)[0]

    return router


def _hold_to_new(object_type: ObjectType, values: Mapping[str, Any], user: Any) -> None:
    """Refuse with what may be the same already. Raises ``Conflict``."""
    found = object_type.duplicates(values, user) if object_type.duplicates is not None else ()
    if found:
        raise Conflict(
            _("This may be here already. Send confirm=true to make another all the same."),
            code="likely_duplicate",
            candidates=[
                {"id": row.pk, "label": str(row), "likeness": round(likeness, 3)}
                for row, likeness in found
            ],
        )


def _schemas(object_type: ObjectType) -> tuple[Any, Any, Any, Any]:
    """Return the schemas of a row, of a page of rows, of a new row and of a change."""
    name = object_type.key.title().replace("_", "")
    shown = [one for one in object_type.declared if one.is_in(Place.API)]
    typed = [one for one in object_type.declared if one.is_in(Place.API, Place.FORM)]
    custom: Any = (dict[str, Any], Described(default_factory=dict))
    head: dict[str, Any] = {"id": (int, ...), "version": (int | None, None)}
    row = made_schema(
        f"{name}Row", __base__=Schema, **head, **{o.key: _optional(o) for o in shown}, custom=custom
    )
    page = made_schema(
        f"{name}Page",
        __base__=Schema,
        items=(list[row], ...),  # type: ignore[valid-type]
        next=(str | None, None),
        previous=(str | None, None),
    )
    optional = {one.key: _optional(one) for one in typed}
    needed = {
        one.key: (_type(one), Described(..., description=_about(one)))
        for one in typed
        if one.required
    }
    new = made_schema(f"New{name}", __base__=Sent, **{**optional, **needed}, custom=custom)
    version: dict[str, Any] = (
        {"version": (int, Described(..., ge=0, le=LARGEST))} if object_type.has_version else {}
    )
    change = made_schema(f"{name}Change", __base__=Sent, **optional, custom=custom, **version)
    return row, page, new, change


def _type(one: Field) -> Any:
    """Return the type of a field's value in JSON."""
    plain: Any = TYPES.get(one.kind, str)
    return list[plain] if one.many and one.kind is not Kind.CHOICES else plain


def _optional(one: Field) -> tuple[Any, Any]:
    """Return a field that may be missing or unknown."""
    return (_type(one) | None, Described(None, description=_about(one)))


def _about(one: Field) -> str:
    """Return what the API's document says of a field.

    Never its label: that is in the reader's language and may name the company's country, and
    this is written before there is a reader or a company.
    """
    choices = [] if callable(one.choices) else [str(key) for key, _label in one.pairs()]
    words = one.key.replace("_", " ").capitalize()
    return f"{words}: {', '.join(choices)}" if choices else words


def _list(object_type: ObjectType, request: HttpRequest, page: Page) -> dict[str, Any]:
    """Answer one page."""
    user = request.user
    asked = asking.read(request.GET, object_type.fields_for(user))
    rows, problems = rows_for(object_type, asked, user)
    if problems:
        raise ApiError(" ".join(problems), status=422)
    cursor = Cursor(ordering=("pk",), page_size=USUAL, max_page_size=MOST)
    chosen: Any = Cursor.Input(page_size=page.page_size, cursor=page.cursor)
    found: Any = cursor.paginate_queryset(rows.order_by("pk"), pagination=chosen, request=request)
    answer = found if isinstance(found, dict) else found.model_dump()
    return {**answer, "items": _as_json(object_type, list(answer["items"]), user)}


def _as_json(object_type: ObjectType, rows: Sequence[Any], user: Any) -> list[dict[str, Any]]:
    """Return rows with the fields their reader may see; the others are null."""
    fields = list(object_type.fields_for(user, Place.API).values())
    values = read_values(fields, rows)
    found = []
    for row in rows:
        answer: dict[str, Any] = {
            "id": row.pk,
            "version": row.version if object_type.has_version else None,
        }
        answer["custom"] = {
            one.key: values[row.pk][one.key] for one in fields if one.custom_id is not None
        }
        for one in fields:
            if one.custom_id is None:
                answer[one.key] = values[row.pk][one.key]
        found.append(answer)
    return found


def _sent(body: Any) -> dict[str, Any]:
    """Return only what was sent, custom fields beside the others."""
    sent: dict[str, Any] = body.model_dump(exclude_unset=True)
    custom = sent.pop("custom", {})
    return {**sent, **custom}


def _writer(object_type: ObjectType, request: HttpRequest) -> Any:
    """Return who is asking if they may write, else 403."""
    if not object_type.may_write(request.user):
        raise PermissionDenied
    return request.user


def _checked(
    object_type: ObjectType, sent: Mapping[str, Any], user: Any, row: Any = None
) -> dict[str, Any]:
    """Return the values, or refuse them by field."""
    try:
        return checked(object_type, sent, user, row)
    except ValidationError as error:
        raise _refused(error) from error


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the object's own rules refuse into the API's answer."""
    try:
        yield
    except ValidationError as error:
        raise _refused(error) from error
    except IntegrityError as error:  # somebody else was first, between the check and the writing
        raise Conflict(_("This no longer fits what others have entered meanwhile.")) from error


def _refused(error: ValidationError) -> ApiError:
    """Return a refusal in the API's shape."""
    return ApiError(sentence(422), status=422, fields=problems_of(error))

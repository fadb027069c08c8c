"""Takes a selection from a list, and changes all of it: choose, look first, do, undo."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.base.jobs import Job
from comarca.base.objects.fields import Field, Place
from comarca.base.objects.forms import ObjectForm
from comarca.base.objects.keys import key_in
from comarca.base.objects.types import ObjectType
from comarca.base.writing import plain
from comarca.ui.lists import asked as asking
from comarca.ui.lists import bulk, maps
from comarca.ui.lists.formats import format_of
from comarca.ui.lists.models import BulkEdit, Selection
from comarca.ui.lists.rows import rows_for
from comarca.ui.objects.finding import kind_or_404, require_write

AT_ONCE = 200  # more than this is work for the worker


@require_POST
def select(request: HttpRequest, key: str) -> HttpResponse:
    """Keep which objects were ticked (or all that the list holds) and go on to what was asked."""
    object_type = kind_or_404(key)
    user: Any = request.user
    ids = _ids(request, object_type)
    if not ids:
        messages.error(request, _("Tick at least one line first."))
        return redirect(f"{object_type.url('index')}?{request.POST.get('query', '')}")
    held = Selection.objects.create(object_type=key, owner=user, ids=ids)
    act = request.POST.get("act", "")
    if act == "map" and maps.has_map(object_type):
        return redirect(maps.address(object_type, held))
    if act in {"csv", "xlsx"} or format_of(key, act):
        asked = asking.read(QueryDict(request.POST.get("query", "")), object_type.fields_for(user))
        query = asked.query(selection=held.pk, conditions=(), words="")
        return redirect(f"{reverse('objects:export', args=[key])}?{query}&as={act}")
    if act == "list":
        return redirect(f"{object_type.url('index')}?{urlencode({'selection': held.pk})}")
    require_write(object_type, request)
    return redirect("objects:bulk", key=key, selection_id=held.pk, act=act or "edit")


def _ids(request: HttpRequest, object_type: ObjectType) -> list[int]:
    """Return the ticked objects, or all of the list, as far as the user may see them."""
    rows = object_type.visible_to(request.user)
    if request.POST.get("all") == "1":
        asked = asking.read(
            QueryDict(request.POST.get("query", "")), object_type.fields_for(request.user)
        )
        rows, problems = rows_for(object_type, asked, request.user)
        if problems:
            return []
    else:
        said = (key_in(one) for one in request.POST.getlist("ids"))
        ticked = [key for key in said if key is not None]
        rows = rows.filter(pk__in=ticked[: Selection.MOST])
    return list(rows.order_by("pk").values_list("pk", flat=True)[: Selection.MOST])


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, key: str, selection_id: int, act: str) -> HttpResponse:
    """Choose the field and the value, see what would change, then do it."""
    object_type = kind_or_404(key)
    held = get_object_or_404(Selection, pk=selection_id, object_type=key, owner=request.user)
    user = require_write(object_type, request)
    if act not in BulkEdit.Act.values or (act != "edit" and not object_type.can_archive):
        raise Http404
    context: dict[str, Any] = {
        "object_type": object_type, "selection": held, "act": act, "count": len(held.ids),
        "fields": _fields(object_type, user), "back": _list_of(object_type, held),
    }  # fmt: skip
    rows = list(object_type.visible_to(user).filter(pk__in=held.ids).order_by("pk"))
    if act != "edit":
        context["names"] = [str(row) for row in rows[: bulk.SHOWN]]
        if request.method == "POST":
            return _start(BulkEdit(object_type=key, act=act, ids=held.ids, owner=user))
        return render(request, "ui/lists/bulk.html", context)
    one = context["fields"].get(request.POST.get("field") or request.GET.get("field") or "")
    if one is None:
        return render(request, "ui/lists/bulk.html", context)
    form = ObjectForm(object_type, user, request.POST or None, only=[one.key])
    context |= {"field": one, "form": form}
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data[one.key]
        if request.POST.get("sure") == "1":
            kept = plain({one.key: value})[one.key]
            return _start(
                BulkEdit(
                    object_type=key, act=act, field=one.key, value=kept, ids=held.ids, owner=user
                )
            )
        context["preview"] = bulk.preview(object_type, one, rows, value)
    return render(request, "ui/lists/bulk.html", context)


def _fields(object_type: ObjectType, user: Any) -> dict[str, Field]:
    """Return the fields that may be given one value for many objects."""
    return {
        key: one
        for key, one in object_type.fields_for(user, Place.FORM).items()
        if one.may_edit(user) and key != object_type.title
    }


def _start(edit: BulkEdit) -> HttpResponse:
    """Do a bulk change at once, or leave it to the worker if it is long."""
    edit.save()
    if len(edit.ids) <= AT_ONCE:
        bulk.carry_out(edit, lambda _share: None)
        return redirect("objects:bulk_result", edit_id=edit.pk)
    job = Job.ask("ui.bulk_edit", {"edit": edit.pk}, requested_by=edit.owner)
    BulkEdit.objects.filter(pk=edit.pk).update(job_id=job.pk)
    return redirect("ui:job", job_id=job.pk)


@require_GET
def result(request: HttpRequest, edit_id: int) -> HttpResponse:
    """Show what a bulk change did and what it left alone."""
    edit = get_object_or_404(BulkEdit, pk=edit_id, owner=request.user)
    object_type = kind_or_404(edit.object_type)
    one = object_type.fields_for(request.user).get(edit.field)
    context = {
        "edit": edit,
        "object_type": object_type,
        "field": one,
        "changed": edit.rows.filter(problem="").count(),
        "undone": edit.rows.filter(undone=True).count(),
        "problems": edit.rows.exclude(problem="").order_by("pk")[:200],
    }
    return render(request, "ui/lists/bulk_result.html", context)


@require_POST
def undo(request: HttpRequest, edit_id: int) -> HttpResponse:
    """Take a bulk change back; what was changed again since is left and named."""
    edit = get_object_or_404(BulkEdit, pk=edit_id, owner=request.user, undone_at=None)
    require_write(kind_or_404(edit.object_type), request)
    if edit.rows.count() > AT_ONCE:
        job = Job.ask("ui.bulk_undo", {"edit": edit.pk}, requested_by=request.user)
        return redirect("ui:job", job_id=job.pk)
    undone, left = bulk.take_back(edit, lambda _share: None)
    messages.success(
        request,
        ngettext("{n} line is set back.", "{n} lines are set back.", undone).format(n=undone),
    )
    if left:
        messages.warning(
            request,
            ngettext(
                "{n} was changed again since and stays.",
                "{n} were changed again since and stay.",
                left,
            ).format(n=left),
        )
    return redirect("objects:bulk_result", edit_id=edit.pk)


def _list_of(object_type: ObjectType, held: Selection) -> str:
    """Return the list of what was selected."""
    return f"{object_type.url('index')}?selection={held.pk}"

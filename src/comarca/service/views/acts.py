"""What is done with a case: taken, answered, noted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comarca.base import writing
from comarca.base.files import FileRefused
from comarca.service.access import visible_case
from comarca.service.cases import answering, editing
from comarca.service.cases.letters import NOTHING
from comarca.service.forms import AnswerForm
from comarca.service.models import Case
from comarca.service.views.desk import shown
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.ui.objects.finding import version_in
from comarca.ui.own_page import page_of_ours


@require_POST
def take(request: HttpRequest, case_id: int) -> HttpResponse:
    """Make a case one's own, unless somebody else was faster."""
    row = visible_case(request, case_id)
    person = permitted(request, "cases.write")
    try:
        editing.take(row, person)
    except editing.AlreadyTaken as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The case is yours."))
    return redirect(_back(request, row))


@require_POST
def answer(request: HttpRequest, case_id: int) -> HttpResponse:
    """Answer, note, or write down what the customer said; nothing typed is lost if it fails."""
    row = visible_case(request, case_id)
    person = permitted(request, "cases.write")
    form = AnswerForm(row, request.POST, request.FILES)
    if form.is_valid():
        try:
            _say(row, person, form, version_in(request))
        except FileRefused as refused:
            form.add_error("files", f"{refused} {_('Choose the files again.')}")
        except ValidationError as error:
            form.add_error(None, error)
        except writing.EditedMeanwhile as conflict:
            row = conflict.row
            form.add_error(None, _("Somebody else changed this case: read on below, then send."))
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(request, row))
    fresh = visible_case(request, case_id)
    return render(request, "service/case.html", shown(request, fresh, form), status=422)


def _say(row: Case, person: Person, form: AnswerForm, version: int | None) -> None:
    """Do what the form asks for."""
    said = form.cleaned_data
    how, text = said["how"], said["text"]
    if how == "note":
        answering.note(row, person, text)
    elif how == "heard":
        answering.heard(row, person, text)
    else:
        answering.answer(
            row, person, text, by_mail=how == "mail", then=said["then"], version=version,
            carried=form.carried() if how == "mail" else NOTHING,
        )  # fmt: skip


def _back(request: HttpRequest, row: Case) -> str:
    """Return where somebody came from, else the case's own page."""
    asked = page_of_ours(request.POST.get("next", ""))
    return asked or reverse("service:case", args=[row.pk])

"""Puts the letters of a case where they belong once its account is known."""

from typing import Any

from comarca.activities.mail.filing import file_on
from comarca.activities.models import Email
from comarca.service.models import Case


def file_letters(case: Case, actor: Any) -> None:
    """Put the messages of a case on its account's timeline, now that the account is known."""
    assert case.account is not None  # noqa: S101
    waiting = Email.objects.filter(case_message__case=case, activity=None)
    for email in waiting.select_related("mailbox", "author"):
        state = email.state
        file_on(email, case.account, case.contact, actor)
        if email.is_outgoing:
            Email.objects.filter(pk=email.pk).update(state=state)

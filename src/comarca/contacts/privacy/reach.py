"""Whether a person may be reached on a channel: whoever writes, calls or sends asks here first."""

from collections.abc import Collection

from django.db.models import OuterRef, Subquery

from comarca.contacts.models import Channel, Consent, Contact


def may_reach(contact: Contact, channel: Channel | str, *, mailing: bool = False) -> bool:
    """Return whether a contact may be reached on a channel.

    Whoever said no is never reached, nor is whoever is archived or erased. A letter to many
    (``mailing``) needs a yes; a person may be answered without one.
    """
    return contact.pk in reachable([contact.pk], channel, mailing=mailing)


def reachable(
    contacts: Collection[int], channel: Channel | str, *, mailing: bool = False
) -> set[int]:
    """Return which contacts (by id) may be reached on a channel, in one question."""
    rows = Contact.objects.filter(pk__in=contacts, archived_at=None, erased_at=None)
    answers = rows.annotate(answer=newest_answer(str(Channel(channel))))
    allowed = {Consent.Answer.YES.value} if mailing else {Consent.Answer.YES.value, None}
    return {pk for pk, answer in answers.values_list("pk", "answer") if answer in allowed}


def newest_answer(channel: str) -> Subquery:
    """Return the expression of what a contact said last about a channel; null: nothing."""
    said = Consent.objects.filter(contact=OuterRef("pk"), channel=channel)
    return Subquery(said.order_by("-said_on", "-pk").values("answer")[:1])


def refused(contacts: Collection[int]) -> dict[int, list[str]]:
    """Return the channels that each contact does not want, in one question."""
    newest: dict[tuple[int, str], str] = {}
    said = Consent.objects.filter(contact__in=contacts).order_by("said_on", "pk")
    for contact, channel, answer in said.values_list("contact", "channel", "answer"):
        newest[contact, channel] = answer
    found: dict[int, list[str]] = {}
    for (contact, channel), answer in sorted(newest.items()):
        if answer == Consent.Answer.NO:
            found.setdefault(contact, []).append(channel)
    return found

"""The words of the day's island, which works without a signal."""

from django.utils.translation import gettext as _


def texts() -> dict[str, str]:
    """Return every sentence the phone says by itself, by key; ``{n}`` is filled in there."""
    return {
        "kept": _("Kept on this phone; it is sent as soon as there is a signal."),
        "waiting": _("{n} wait on this phone"),
        "all_sent": _("Everything is sent"),
        "offline": _("No signal. What you note is kept on this phone."),
        "login": _("Log in again to send what waits on this phone."),
        "refused": _("The server did not take this. Your words stay here:"),
        "copy": _("Copy the text"),
        "forget": _("Delete it from this phone"),
        "forget_sure": _("Delete these words from this phone?"),
        "again": _("Send again"),
        "clock": _("This phone's clock is wrong by {n} minutes. Times are put right."),
        "changed": _("Your day has changed."),
        "show": _("Show it"),
        "no_store": _("This browser keeps nothing without a signal. Note visits while connected."),
        "full": _("The phone has no room left: this is not kept. Send or copy it first."),
        "installed": _("Ready for a day without a signal."),
        "photo": _("Photo"),
        "unknown_product": _("not in the catalogue"),
        "take_off": _("Take off:"),
        "cancelled": _("Cancelled"),
        "checked_in": _("Arrived at {n}"),
    }

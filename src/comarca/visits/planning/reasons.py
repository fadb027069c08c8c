"""Why a visit found no room, in the reader's language."""

from django.utils.translation import get_language, gettext

from comarca.engine.visits.files.words import LANGUAGES, SENTENCES, say
from comarca.visits.models import Visit


def because(visit: Visit) -> str:
    """Return the sentence of a visit's reason; empty where it has none."""
    return sentence(visit.reason, visit.reason_data)


def sentence(reason: str, data: dict[str, float] | None = None) -> str:
    """Return the sentence of a reason; empty for one that is not known."""
    if reason.startswith("appointment_"):
        return gettext("it cannot be reached at that time, or the day does not last so long")
    if reason not in SENTENCES:
        return ""
    language = (get_language() or "en")[:2]
    return say(reason, language if language in LANGUAGES else "en", data or {})

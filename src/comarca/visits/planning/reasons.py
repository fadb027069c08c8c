"""Why a visit found no room, in the reader's language."""

from django.utils.translation import get_language

from comarca.engine.visits.files.words import LANGUAGES, SENTENCES, say
from comarca.visits.models import Visit


def because(visit: Visit) -> str:
    """Return the sentence of a visit's reason; empty where it has none."""
    if visit.reason not in SENTENCES:
        return ""
    language = (get_language() or "en")[:2]
    return say(visit.reason, language if language in LANGUAGES else "en", visit.reason_data)

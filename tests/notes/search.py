"""How notes are found in the search box."""

from comarca.base.search import register
from comarca.ui.objects.search import provider_for
from tests.notes.objects import NOTE

register(provider_for(NOTE))

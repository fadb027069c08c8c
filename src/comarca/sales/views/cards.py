"""The cards of a board as they are drawn: each once, for as long as nothing on it changes."""

from functools import lru_cache
from secrets import token_hex

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from comarca.sales.pipeline.board import Card, Column

DRAWN_AT_MOST = 5000  # about a kilobyte each
# What differs from reader to reader stands in a drawn card as a mark that no title can hold.
SENT, STAGES = f"sent-{token_hex(8)}", f"stages-{token_hex(8)}"


def draw(request: HttpRequest, column: Column, *, may_write: bool) -> SafeString:
    """Return the cards of a column as items of a list."""
    sent = _sent_along(request) if may_write else ""
    language = get_language() or ""
    cards = "".join(_drawn(card, language, may_write) for card in column.cards)
    return SafeString(cards.replace(SENT, sent).replace(STAGES, column.choice))


def _sent_along(request: HttpRequest) -> SafeString:
    """Return what every form of the board sends: its mark, and the board to come back to."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="back" value="{}">',
        get_token(request), request.GET.urlencode(),
    )  # fmt: skip


@lru_cache(maxsize=DRAWN_AT_MOST)
def _drawn(card: Card, _language: str, may_write: bool) -> str:
    """Draw a card in the language that is spoken now, which is the one given."""
    values = {
        "card": card, "may_write": may_write, "sent": SafeString(SENT),
        "stages": SafeString(STAGES),
    }  # fmt: skip
    return f"<li>{render_to_string('sales/card.html', values)}</li>"

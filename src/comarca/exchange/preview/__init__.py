"""Says what a file will do to each account, before anything is done."""

from comarca.exchange.preview.outcome import Outcome, Summary
from comarca.exchange.preview.run import Request, preview

__all__ = ["Outcome", "Request", "Summary", "preview"]

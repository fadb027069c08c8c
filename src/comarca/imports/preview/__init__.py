"""Says what a file will do to each account, before anything is done."""

from comarca.imports.preview.outcome import Outcome, Summary
from comarca.imports.preview.run import Request, preview

__all__ = ["Outcome", "Request", "Summary", "preview"]

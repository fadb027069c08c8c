"""Matches the columns of a file to the fields of an account."""

from comarca.imports.matching.columns import Match, guess, is_known, signature
from comarca.imports.matching.fields import Field, fields

__all__ = ["Field", "Match", "fields", "guess", "is_known", "signature"]

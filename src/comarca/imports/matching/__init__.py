"""Matches the columns of a file to the fields of an account."""

from comarca.imports.matching.columns import free, guess, is_known, signature
from comarca.imports.matching.fields import Field, fields
from comarca.imports.matching.together import Match

__all__ = ["Field", "Match", "fields", "free", "guess", "is_known", "signature"]

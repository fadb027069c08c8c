"""Reads a table out of whatever file a person has: text or workbook, clean or messy."""

from comarca.imports.reading.errors import UnreadableFile
from comarca.imports.reading.limits import Limits
from comarca.imports.reading.options import Options
from comarca.imports.reading.table import Cell, Table, read_table

__all__ = ["Cell", "Limits", "Options", "Table", "UnreadableFile", "read_table"]

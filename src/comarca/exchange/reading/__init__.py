"""Reads a table out of whatever file a person has: text or workbook, clean or messy."""

from comarca.exchange.reading.errors import UnreadableFile
from comarca.exchange.reading.limits import Limits
from comarca.exchange.reading.options import Options
from comarca.exchange.reading.table import Cell, Table, read_table

__all__ = ["Cell", "Limits", "Options", "Table", "UnreadableFile", "read_table"]

"""The tables of the shared parts of pages: views, selections and bulk changes of lists."""

from comarca.ui.lists.models import BulkEdit, BulkEditRow, ListPreference, SavedView, Selection

__all__ = ["BulkEdit", "BulkEditRow", "ListPreference", "SavedView", "Selection"]

"""What exports put into the pages: a plan's files."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.ui import actions

for _order, (_name, _label, _icon) in enumerate(
    (
        ("xlsx", _("Spreadsheet (XLSX)"), "file-spreadsheet"),
        ("geojson", _("Map data (GeoJSON)"), "world"),
        ("pdf", _("Wall map (PDF)"), "printer"),
    )
):

    def _address(plan: Any, name: str = _name) -> str:
        """Return where a file of a plan is fetched."""
        return reverse(f"exports:{name}", args=[plan.pk])

    actions.register(actions.Action("plan.files", _name, _label, _icon, _address, _order))

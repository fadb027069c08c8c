"""What happens to imports, and to the accounts they bring."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.base.events import links, register
from comarca.base.events.wording import headings

UPLOADED = register("uploaded", _("File uploaded"), "file-import")
APPLIED = register("import_applied", _("Import applied"), "file-import")
IMPORTED = register("imported", _("Imported"), "file-import")
UNDONE = register("import_undone", _("Import undone"), "arrow-back-up")


def _heading(key: str) -> str:
    """Name what events of imports count."""
    return {
        "created": gettext("Rows that are new"),
        "updated": gettext("Rows that changed"),
        "deleted": gettext("Rows deleted"),
        "restored": gettext("Rows set back"),
    }.get(key, "")


headings("exchange.import", _heading)
links.page("exchange.import", "imports:detail")

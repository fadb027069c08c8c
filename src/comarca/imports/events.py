"""What happens to imports, and to the accounts they bring."""

from django.utils.translation import gettext_lazy as _

from comarca.base.events import links, register

UPLOADED = register("uploaded", _("File uploaded"), "file-import")
APPLIED = register("import_applied", _("Import applied"), "file-import")
IMPORTED = register("imported", _("Imported"), "file-import")
UNDONE = register("import_undone", _("Import undone"), "arrow-back-up")
links.page("exchange.import", "imports:detail")

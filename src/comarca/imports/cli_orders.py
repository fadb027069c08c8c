"""``comarca import --target order_history``: order lines by the million, from one file or two."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _


def import_orders(file: Path, heads: Path | None, *, dry_run: bool) -> dict[str, Any]:
    """Bring in a file of order lines, however long; a dry run leaves nothing behind.

    ``heads`` is the file of the orders where lines and orders lie apart.
    """
    from comarca.base import files
    from comarca.imports.order_history import lifecycle
    from comarca.sales.models import OrderBatch

    kept = [_kept(path) for path in (file, heads) if path is not None]
    paths = {"path": kept[0].path, "heads_path": kept[1].path if heads else ""}
    batch = OrderBatch.objects.create(file_name=file.name, summary=paths)
    try:
        told = lifecycle.preview(batch, None)
        counts = {key: told[key] for key in ("lines", "new", "known", "errors", "orders")}
        if not dry_run:
            counts |= {"written": lifecycle.apply(batch, None)["lines"]}
    finally:
        if dry_run or batch.state == OrderBatch.State.PREVIEWED:
            batch.delete()
            for one in kept:
                files.remove(one)
    return {
        "file": file.name, "import": batch.pk, "of": " --target order_history",
        "rows": counts, "mapping": told["columns"],
        "problems": _problems(told), "notices": _notices(told), "dry_run": dry_run,
    }  # fmt: skip


def _kept(path: Path) -> Any:
    """Keep a file as an upload is kept, so that it can be previewed and taken back later."""
    from comarca.imports.lifecycle.intake import keep
    from comarca.imports.order_history.reading import LIMITS

    with path.open("rb") as stream:
        return keep(path.name, iter(lambda: stream.read(1 << 20), b""), None, LIMITS)


def _problems(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"row": one["row"], "problems": [{"column": "", "problem": one["problem"], "remedy": ""}]}
        for one in told["problems"]
    ]


def _notices(told: dict[str, Any]) -> list[str]:
    """Return what was read otherwise than it may have been meant."""
    found = []
    for key, sentence in (
        ("unknown_products", _("Products that are not known here: %(names)s")),
        ("unknown_people", _("People who are not in the team: %(names)s")),
    ):
        if names := told.get(key):
            found.append(sentence % {"names": ", ".join(f"{name} ({n})" for name, n in names)})
    if told.get("shares"):
        found.append(_("Discounts are read as shares of one: 0.15 is 15 %."))
    if told.get("empty_orders"):
        found.append(
            _("Orders without a line, left out: %(count)s") % {"count": told["empty_orders"]}
        )
    return found

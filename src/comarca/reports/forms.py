"""What the builder offers, for the kind of object that was chosen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.objects import ObjectType
from comarca.reports.definition import (
    MEASURES,
    Definition,
    figures_of,
    moments_of,
    objects_for,
)
from comarca.reports.dimensions import dimensions_of
from comarca.reports.periods import AGAINST, PERIODS
from comarca.ui.lists import filter_form

SAID = (_("Number of"), _("Share of"), _("Sum of"), _("Average of"), _("Median of"))
MEASURED = dict(zip(MEASURES, SAID, strict=True))
DRAWN = (("bar", _("Bars")), ("line", _("Lines")), ("none", _("No chart")))


def choices(definition: Definition | None, user: Any, added: str) -> dict[str, Any]:
    """Return what each field of the builder offers."""
    objects = [(one.key, one.heading) for one in objects_for(user)]
    if definition is None:
        return {"objects": objects}
    kind: ObjectType = definition.object_type
    dimensions = [(one.key, one.label) for one in dimensions_of(kind, user)]
    return {
        "objects": objects,
        "measures": MEASURED.items(),
        "figures": [(one.key, one.heading) for one in figures_of(kind, user)],
        "dimensions": dimensions,
        "moments": [(one.key, one.heading) for one in moments_of(kind, user)],
        "periods": PERIODS,
        "against": AGAINST,
        "charts": DRAWN,
        "lines": filter_form.lines(kind, definition.asked, added, user),
        "addable": filter_form.addable(kind, user),
    }

"""The page on which visits and minutes of each segment are set."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comarca.territories.models import VisitStandard
from comarca.territories.workload.segments import Segment

FREQUENCIES = (
    (52, _("Weekly")), (26, _("Every two weeks")), (12, _("Monthly")), (6, _("Every two months")),
    (4, _("Quarterly")), (2, _("Twice a year")), (1, _("Once a year")), (0, _("Never")),
)  # fmt: skip
MINUTES = 45


def _plain(figure: Decimal | None) -> Decimal | int | None:
    """Return a figure without noughts behind its point: browsers show what they are given."""
    return int(figure) if figure is not None and figure == int(figure) else figure


class StandardsForm(forms.Form):
    """Visits a year and minutes a visit for each segment; an empty line leaves a segment alone."""

    overwrite = forms.BooleanField(
        label=_("Also change accounts that have hours already"), required=False
    )

    def __init__(self, *args: Any, segments: Sequence[Segment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.segments = segments
        for number, segment in enumerate(segments):
            name = segment.name or _("No segment")
            self.fields[f"visits_{number}"] = forms.DecimalField(
                label=_("Visits a year: %(segment)s") % {"segment": name},
                required=False, min_value=0, max_value=1000, decimal_places=2,
                initial=_plain(segment.visits),
                widget=forms.NumberInput({"list": "frequencies", "step": "any"}),
            )  # fmt: skip
            self.fields[f"minutes_{number}"] = forms.IntegerField(
                label=_("Minutes a visit: %(segment)s") % {"segment": name},
                required=False, min_value=1, max_value=1440,
                initial=segment.minutes or MINUTES,
                widget=forms.NumberInput(),
            )  # fmt: skip

    def rows(self) -> Iterator[tuple[Segment, forms.BoundField, forms.BoundField]]:
        """Yield each segment with its two fields."""
        for number, segment in enumerate(self.segments):
            yield segment, self[f"visits_{number}"], self[f"minutes_{number}"]

    def save(self) -> None:
        """Keep the standards; an empty line forgets its segment's."""
        for number, segment in enumerate(self.segments):
            visits = self.cleaned_data[f"visits_{number}"]
            minutes = self.cleaned_data[f"minutes_{number}"] or MINUTES
            if visits is None:
                VisitStandard.objects.filter(segment=segment.name).delete()
            else:
                VisitStandard.objects.update_or_create(
                    segment=segment.name, defaults={"visits_per_year": visits, "minutes": minutes}
                )

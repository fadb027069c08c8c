"""The reports that are there from the start: each a name and a query, to be changed and kept."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import all_types


@dataclass(frozen=True, slots=True)
class Ready:
    """One ready report, shown where its kind of object is there."""

    section: str | Promise
    name: str | Promise
    query: str

    @property
    def kind(self) -> str:
        """Return the kind of object it is about."""
        return self.query.partition("r-object=")[2].partition("&")[0]


_ready: list[Ready] = []


def register(section: str | Promise, name: str | Promise, query: str) -> None:
    """Add a ready report (in an app's ``slots.py``)."""
    _ready.append(Ready(section, name, query))


def ready_reports() -> list[Ready]:
    """Return the ready reports of the kinds of object that are there."""
    kinds = {one.key for one in all_types()}
    return [one for one in _ready if one.kind in kinds]


def named(query: str) -> str | Promise:
    """Return the name of the ready report that asks exactly this, or nothing."""
    asked = sorted(parse_qsl(query))
    found = (one.name for one in ready_reports() if sorted(parse_qsl(one.query)) == asked)
    return next(found, "")


CASES, OPINIONS, SALES = _("Cases"), _("Satisfaction"), _("Sales")
YEAR = "r-period=days_365"
register(CASES, _("Cases opened by month and queue"),
         f"r-object=case&r-by=opened_at.month&r-across=queue&r-moment=opened_at&{YEAR}"
)  # fmt: skip
register(CASES, _("Solved in time or late, by queue"),
         "r-object=case&r-by=queue&r-across=resolution_standing&r-moment=solved_at&"
         f"{YEAR}&resolution_standing__in=in_time&resolution_standing__in=late")  # fmt: skip
register(CASES, _("Working minutes to the first answer, by person"),
         "r-object=case&r-measure=average&r-of=first_answer_minutes&r-by=owner&"
         f"r-moment=first_answered_at&{YEAR}&r-against=before")  # fmt: skip
register(CASES, _("Working minutes to the resolution, by category"),
         "r-object=case&r-measure=average&r-of=resolution_minutes&r-by=category&"
         f"r-moment=solved_at&{YEAR}&r-against=before")  # fmt: skip
register(CASES, _("Cases by territory and category"),
         f"r-object=case&r-by=account.territory&r-across=category&r-moment=opened_at&{YEAR}"
)  # fmt: skip
register(CASES, _("Share solved in time, by month"),
         "r-object=case&r-measure=share&r-by=solved_at.month&r-across=resolution_standing&"
         f"r-moment=solved_at&{YEAR}&resolution_standing__filled=1")  # fmt: skip
register(OPINIONS, _("Opinions by survey and quarter"),
         "r-object=survey_answer&r-by=asked_at.quarter&r-across=opinion&r-moment=asked_at&"
         "r-period=days_730&opinion__filled=1")  # fmt: skip
register(OPINIONS, _("Average score by person"),
         "r-object=survey_answer&r-measure=average&r-of=score&r-by=person&r-moment=asked_at&"
         f"{YEAR}&r-against=before&score__filled=1&survey.scale__in=csat")  # fmt: skip
register(SALES, _("Open pipeline by stage and person"),
         "r-object=opportunity&r-measure=sum&r-of=value&r-by=stage&r-across=owner&"
         "standing__not=won&standing__not=lost")  # fmt: skip
register(SALES, _("Days from opening to won or lost, by person"),
         "r-object=opportunity&r-measure=average&r-of=days_to_close&r-by=owner&r-across=stage&"
         f"r-moment=closed_at&{YEAR}")  # fmt: skip
register(SALES, _("Days from opening to won or lost, against the year before"),
         "r-object=opportunity&r-measure=average&r-of=days_to_close&r-by=stage&"
         f"r-moment=closed_at&{YEAR}&r-against=before")  # fmt: skip
OPEN_STAGE = "stage_kind__in=open"
for said, asked in (
    (_("Days in each stage, on average, by person"), "r-measure=average&r-by=stage&r-across=owner"),
    (_("Days in each stage, the median, by person"), "r-measure=median&r-by=stage&r-across=owner"),
    (_("Days in each stage by quarter, the median"),
     "r-measure=median&r-by=stage&r-across=left_at.quarter"),
    (_("Days in each stage by territory, the median"),
     "r-measure=median&r-by=account.territory&r-across=stage"),
    (_("Days in each stage by pipeline, against the period before"),
     "r-measure=median&r-by=pipeline&r-against=before"),
):  # fmt: skip
    register(SALES, said, f"r-object=stage_stay&{asked}&r-of=days&r-moment=left_at&{YEAR}&"
             f"{OPEN_STAGE}")  # fmt: skip
register(SALES, _("Win rate by stage reached"),
         "r-object=stage_stay&r-measure=share&r-by=stage&r-across=outcome&r-moment=entered_at&"
         f"{YEAR}&{OPEN_STAGE}&is_first__yes=1&outcome__in=won&outcome__in=lost")  # fmt: skip
register(SALES, _("Win rate by person"),
         "r-object=opportunity&r-measure=share&r-by=owner&r-across=standing&r-moment=closed_at&"
         f"{YEAR}&standing__in=won&standing__in=lost")  # fmt: skip
register(SALES, _("Sales by month, against a year ago"),
         "r-object=order&r-measure=sum&r-of=net&r-by=ordered_on.month&r-moment=ordered_on&"
         "r-period=last_year&r-against=year&r-chart=line&state__not=cancelled")  # fmt: skip
register(SALES, _("Sales by territory"),
         "r-object=order&r-measure=sum&r-of=net&r-by=account.territory&r-moment=ordered_on&"
         f"{YEAR}&r-against=before&state__not=cancelled")  # fmt: skip
register(SALES, _("Sales by product family and quarter"),
         "r-object=order_line&r-measure=sum&r-of=net&r-by=family&r-across=ordered_on.quarter&"
         f"r-moment=ordered_on&{YEAR}")  # fmt: skip

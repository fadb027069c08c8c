"""Days from the opening of a sale to won or lost."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from comarca.base.objects import find
from comarca.base.objects.reading import read_values
from comarca.sales.models import Opportunity


def test_a_sale_counts_the_days_to_its_end_and_an_open_one_none(opportunity, team, client):
    late = datetime(2026, 3, 31, 0, 30, tzinfo=ZoneInfo("Europe/Madrid"))  # the 30th in UTC
    Opportunity.objects.filter(pk=opportunity.pk).update(opened_on=date(2026, 3, 1), closed_at=late)
    field = find("opportunity").fields_for(team["administrator"])["days_to_close"]
    rows = list(Opportunity.objects.all())
    assert read_values([field], rows)[opportunity.pk]["days_to_close"] == 30
    client.force_login(team["administrator"])
    query = "r-object=opportunity&r-measure=average&r-of=days_to_close&r-by=stage"
    page = client.get(f"/reports/show/?{query}").content.decode()
    table = re.sub(r"<[^>]*>", " ", page[page.index("<table") : page.index("</table>")])
    assert " ".join(table.split()).endswith("Stage Days to won or lost Qualification 30 Total 30")
    Opportunity.objects.update(closed_at=None, value=Decimal(1))
    assert read_values([field], rows)[opportunity.pk]["days_to_close"] is None

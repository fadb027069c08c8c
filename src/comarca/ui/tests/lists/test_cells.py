"""Lines of a list are drawn in Python, so what people typed must be escaped there."""

import re

from django.test import Client

from comarca.accounts.models import Account

HOSTILE = '"><script>alert(1)</script>&%(field)s'


def test_what_people_typed_is_shown_as_text(boss: Client, accounts: dict[str, Account]) -> None:
    Account.objects.filter(pk=accounts["sol"].pk).update(
        name=HOSTILE, segment=HOSTILE, email='x"onmouseover="y@example.com'
    )
    page = boss.get("/accounts/?columns=segment,email").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;%(field)s" in page
    assert 'x"onmouseover' not in page


def test_each_line_says_what_it_ticks_and_changes(
    boss: Client, accounts: dict[str, Account]
) -> None:
    page = boss.get("/accounts/?columns=segment").content.decode()
    for account in accounts.values():
        assert f'value="{account.pk}" aria-label="Tick {account.name}"' in page
        assert f"Change Segment of {account.name}<" in page
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert len(re.findall("<tr>", table)) == len(accounts)
    assert "\x00" not in table


def test_who_may_not_write_sees_no_way_to(client: Client, team, accounts) -> None:
    client.force_login(team["read-only"])
    assert "cell-edit" not in client.get("/accounts/").content.decode()

"""What some may not see leaves the system by no door: every address is asked, and read to its end.

Words that stand nowhere else are put into what is kept from somebody: what a person said of being
written to, who knows whom, why somebody is away, costs, an administrator's own fields, a file.
Then everybody asks every address that reads, exports and searches included, and whoever has no
right to a word must not find it in any answer, inside of workbooks and archives neither.
"""

import io
import zipfile

import pytest
from django.test import Client

from comarca.base.objects import all_types
from tests.permissions.kept import KEPT, found_in
from tests.permissions.matrix import ROUTES
from tests.permissions.world import filled

WHO = ("owner", "stranger", "reader")
OF_A_KIND = "objects/<slug:key>/"  # asked for each kind of object


def addresses(keys):
    """Yield every address that is read, with the words searched for and all columns."""
    for route in ROUTES:
        if OF_A_KIND in route:
            for kind in all_types():
                yield from of_kind(route, kind, keys)
        elif route.startswith("api/objects/"):
            yield filled(route, keys)
        else:
            yield f"{filled(route, keys)}?q=zq&all=1"
    for kind in all_types():
        yield f"/api/objects/{kind.key}/?all=1"
        yield f"/reports/?r-object={kind.key}&r-by=own_kept"


def of_kind(route, kind, keys):
    """Yield the list, page and file of a kind of object with all its columns."""
    named = route.replace("<slug:key>", kind.key).replace(
        "<int:pk>", str(keys[f"object {kind.key}"])
    )
    columns = ",".join([*(one.key for one in kind.declared), "own_kept"])
    if route.endswith("/export/"):
        yield f"/{named}?all=1"
        if kind.key in {"account", "contact"}:
            yield from (f"/{named}?all=1&as={form}" for form in ("xlsx", "vcf"))
    elif route.endswith((OF_A_KIND, "<int:pk>/", "choose/")):
        yield f"/{named}?columns={columns}"


def body_of(client, address):
    """Return an answer to its end; of a workbook or archive, all that is packed in it."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return response.status_code, body


def searched_for(client, word):
    """Return what the search finds by a word itself, not by one that is like it."""
    answer = client.get(f"/api/search?q={word}")
    if answer.status_code != 200 or answer.json()["instead"]:
        return []
    return [hit["title"] for hit in answer.json()["hits"] if hit["kind"] != "page"]


@pytest.mark.long
@pytest.mark.one_database
def test_what_is_kept_from_somebody_leaves_by_no_door(kept):
    team, keys = kept
    every = list(dict.fromkeys(addresses(keys)))
    leaks, seen = [], set()
    for who in WHO:
        client = Client(raise_request_exception=False)
        client.force_login(team[who])
        forbidden = {word for word, whom in KEPT.items() if who in whom}
        for address in every:
            status, body = body_of(client, address)
            words = found_in(body)
            seen |= words
            leaks += [f"{who} finds {one} at {address} ({status})" for one in words & forbidden]
        for word in sorted(forbidden):
            if titles := searched_for(client, word):
                leaks.append(f"{who} finds {titles} by {word}")
    assert not leaks, "\n".join(leaks)
    open_to_some = set(KEPT) - {"zqprivate", "73915248"}  # of these three, nobody may see those two
    assert seen >= open_to_some


@pytest.mark.one_database
def test_the_test_would_notice_a_field_that_is_shown(kept):
    """Its negative control: an administrator finds every word, the private field with them."""
    team, keys = kept
    client = Client()
    client.force_login(team["administrator"])
    pages = ("/objects/contact/export/?all=1", "/objects/consent/export/?all=1",
             "/objects/contact_link/export/?all=1", "/objects/absence/export/?all=1",
             "/objects/product/export/?all=1", f"/service/{keys['case']}/",
             f"/panels/account/files/{keys['account']}/")  # fmt: skip
    words = set().union(*(found_in(body_of(client, page)[1]) for page in pages))
    assert words >= set(KEPT) - {"zqinternal"}

"""Nothing changes without an event: every route that writes tells what it did, or says why not."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comarca.base.dates import today
from comarca.base.events import Event
from comarca.team.tests.people import make_company, make_team
from tests.test_default_deny import ALL, address
from tests.world import make_world

PERSONAL = "how one person likes to read; nobody else's work changes"
QUEUED = "asks the worker; what the work writes is told when it is done"
PREVIEW = "a preview: nothing is written to the accounts before the import is applied"
NOTHING = "writes nothing"
SESSION = "tested with the log-in"
QUIET = {
    "account/login/": SESSION, "account/logout/": SESSION, "account/preferences/": SESSION,
    "account/notifications/": PERSONAL, "notifications/read/": PERSONAL,
    "notifications/<int:notification_id>/": PERSONAL,
    "objects/<slug:key>/columns/": PERSONAL, "objects/<slug:key>/select/": PERSONAL,
    "account/invitation/<str:token>/": "tested with the invitations",
    "help/<slug:name>/": "tested with the public form",
    "s/<str:token>/": "tested with the surveys", "s/<str:token>/stop/": "tested with the surveys",
    "setup/": "tested with the set-up",
    "api/": NOTHING, "api/docs": NOTHING, "api/openapi.json": NOTHING,
    "jobs/<int:job_id>/cancel/": QUEUED, "api/jobs/<int:job_id>/cancel": QUEUED,
    "accounts/grid/": QUEUED, "geo/import/": "keeps a file until its columns are chosen",
    "geo/import/columns/": QUEUED, "geo/load/<str:country>/": QUEUED,
    "geo/<int:layer_id>/postal/": "tested with the tables of postal codes",
    "visits/week/propose/": QUEUED,
    "visits/<int:visit_id>/move/confirm/": "tested with the moves of visits",
    "visits/day/again/confirm/": "tested with the moves of visits",
    "visits/day/fill/add/": "tested with the moves of visits",
    "visits/entries/<int:entry_id>/decide/": "tested with what phones send",
    "api/visits/<int:visit_id>/entries": "tested with what phones send",
    "api/visits/<int:visit_id>/photos": "tested with what phones send",
    "plans/<int:plan_id>/optimise/": QUEUED, "api/territories/plans/<int:plan_id>/optimise": QUEUED,
    "plans/<int:plan_id>/proposals/<int:proposal_id>/go-on/": QUEUED, "plans/first/": QUEUED,
    "plans/<int:plan_id>/proposals/more/": QUEUED,
    "imports/<int:import_id>/apply/": QUEUED, "imports/<int:import_id>/undo/": QUEUED,
    "imports/<int:import_id>/geocode/": PREVIEW, "imports/<int:import_id>/reading/": PREVIEW,
    "imports/<int:import_id>/duplicates/": PREVIEW, "imports/<int:import_id>/decisions/": PREVIEW,
    "imports/<int:import_id>/decisions/back/": PREVIEW, "plans/today/": QUEUED,
    "imports/<int:import_id>/rows/<int:row_id>/choice/": PREVIEW,
    "imports/<int:import_id>/rows/<int:row_id>/place/": PREVIEW,
    "imports/new/": "tested with the imports", "accounts/homes/": "tested with the homes",
    "accounts/duplicates/look/": QUEUED,
    "accounts/duplicates/<int:pair_id>/different/": "tested with the duplicates",
    "accounts/merges/<int:merge_id>/undo/": "tested with the duplicates",
    "accounts/<int:account_id>/merge/<int:other_id>/": "tested with the duplicates",
    "objects/<slug:key>/bulk/<int:selection_id>/<slug:act>/": QUEUED,
    "objects/bulk/<int:edit_id>/undo/": QUEUED,
    "imports/orders/": "keeps a file until it is previewed; tested with the history of orders",
    "imports/orders/<int:batch_id>/<slug:name>/": QUEUED,
    "q/<str:secret>/": "the customer answers without a log-in; tested with the quotes",
}  # fmt: skip
ACCOUNT = {"name": "Otro", "status": "customer", "currency": "EUR", "visits_per_year": "1",
           "workload_hours": "1", "potential": "1"}  # fmt: skip
DAY = today().isoformat()
BOX = {"name": "Box", "address": "b@x.example", "host": "imap.x.example", "port": "993",
       "username": "u", "folder": "INBOX"}  # fmt: skip


HOURS = {"day_starts": "07:00", "day_ends": "17:00", "lunch_from": "13:00", "lunch_to": "15:00",
         "lunch_minutes": "30", "visit_minutes": "30", "punctual_minutes": "15"}  # fmt: skip


@pytest.fixture
def world(db):
    """A company with an account, a plan, a proposal, a token and a field of its own."""
    make_company()
    team = make_team()
    client = Client()
    client.force_login(team["administrator"])
    return client, make_world(team, team["administrator"])


def quote_lines(w):
    return {
        "valid_until": DAY, "line-TOTAL_FORMS": "1", "line-INITIAL_FORMS": "0",
        "line-0-product": f"#{w['product']}", "line-0-quantity": "2",
    }  # fmt: skip


def edit(w):
    return {"base_version": 1, "moves": [[w["unit"], w["first"], w["second"]]]}


# Route, the address with its places, the method, and what is sent (a function of the world).
WRITES = [
    ("account/password/", "/account/password/", "post", None),
    ("account/tokens/", "/account/tokens/", "post", lambda w: {"name": "X"}),
    ("account/tokens/<int:token_id>/revoke/", "/account/tokens/{token}/revoke/", "post", dict),
    ("accounts/new/", "/accounts/new/", "post", lambda w: ACCOUNT),
    ("accounts/<int:account_id>/edit/", "/accounts/{account}/edit/", "post",
     lambda w: {**ACCOUNT, "version": "1"}),
    ("accounts/<int:account_id>/close/", "/accounts/{account}/close/", "post",
     lambda w: {"version": "1"}),
    ("objects/<slug:key>/views/", "/objects/account/views/", "post", lambda w: {"name": "Bars"}),
    ("objects/<slug:key>/views/<int:view_id>/", "/objects/account/views/{view}/", "post",
     lambda w: {"act": "delete"}),
    ("objects/<slug:key>/new/", "/objects/account/new/", "post", lambda w: ACCOUNT),
    ("contacts/<int:contact_id>/erase/", "/contacts/{contact}/erase/", "post", dict),
    ("contacts/retention/", "/contacts/retention/", "post",
     lambda w: {"archived-months": "12", "closed-months": "36"}),
    ("objects/<slug:key>/add-to/<slug:place>/<int:target_id>/",
     "/objects/contact/add-to/account/{account}/", "post", lambda w: {"name": "Eva"}),
    ("objects/<slug:key>/<int:pk>/edit/", "/objects/account/{account}/edit/", "post",
     lambda w: {**ACCOUNT, "version": "1"}),
    ("objects/<slug:key>/<int:pk>/archive/", "/objects/account/{account}/archive/", "post",
     lambda w: {"version": "1"}),
    ("objects/<slug:key>/<int:pk>/field/<slug:field>/", "/objects/account/{account}/field/segment/",
     "post", lambda w: {"segment": "A", "version": "1"}),
    ("objects/custom-fields/<slug:key>/new/", "/objects/custom-fields/account/new/", "post",
     lambda w: {"label": "Margen", "kind": "text", "position": "0"}),
    ("objects/custom-fields/<int:field_id>/edit/", "/objects/custom-fields/{field}/edit/", "post",
     lambda w: {"label": "Margen bruto", "kind": "text", "position": "0"}),
    ("objects/custom-fields/<int:field_id>/retire/", "/objects/custom-fields/{field}/retire/",
     "post", dict),
    ("api/objects/<kind>/", "/api/objects/account/", "post", lambda w: {"name": "Otro"}),
    ("api/objects/<kind>/<int:pk>", "/api/objects/account/{account}", "patch",
     lambda w: {"name": "Otro", "version": 1}),
    ("api/objects/<kind>/<int:pk>/archive", "/api/objects/account/{account}/archive", "post", dict),
    ("activities/<int:activity_id>/done/", "/activities/{activity}/done/", "post", dict),
    ("activities/<int:activity_id>/cancel/", "/activities/{activity}/cancel/", "post", dict),
    ("activities/<int:activity_id>/next/", "/activities/{activity}/next/", "post",
     lambda w: {"days": "7"}),
    ("activities/<int:activity_id>/move/", "/activities/{activity}/move/", "post",
     lambda w: {"at": "2026-03-02T10:00"}),
    ("opportunities/<int:opportunity_id>/move/", "/opportunities/{opportunity}/move/", "post",
     lambda w: {"stage": w["won"], "reason": w["reason"]}),
    ("opportunities/<int:opportunity_id>/next/", "/opportunities/{opportunity}/next/", "post",
     lambda w: {"days": "1"}),
    ("opportunities/<int:opportunity_id>/quote/", "/opportunities/{opportunity}/quote/", "post",
     dict),
    ("quotes/approvals/<int:approval_id>/", "/quotes/approvals/{approval}/", "post",
     lambda w: {"decision": "approve"}),
    ("quotes/<int:quote_id>/lines/", "/quotes/{draft}/lines/", "post", quote_lines),
    ("quotes/<int:quote_id>/send/", "/quotes/{approved}/send/", "post", dict),
    ("quotes/<int:quote_id>/act/<slug:name>/", "/quotes/{draft}/act/withdraw/", "post", dict),
    ("orders/lines/<int:line_id>/return/", "/orders/lines/{line}/return/", "post",
     lambda w: {"quantity": "1"}),
    ("visits/week/publish/", "/visits/week/publish/", "post", lambda w: {"starts": "2026-03-02"}),
    ("visits/weeks/<int:week_id>/instructions/", "/visits/weeks/{week}/instructions/", "post",
     lambda w: {"instructions": "Sell"}),
    ("visits/<int:visit_id>/direct/", "/visits/{visit}/direct/", "post",
     lambda w: {"note": "First"}),
    ("visits/<int:visit_id>/done/", "/visits/{visit}/done/", "post", dict),
    ("campaigns/<int:campaign_id>/group/", "/campaigns/{campaign}/group/", "post",
     lambda w: {"view": w["group"]}),
    ("campaigns/<int:campaign_id>/start/", "/campaigns/{campaign}/start/", "post", dict),
    ("campaigns/<int:campaign_id>/stop/", "/campaigns/{campaign}/stop/", "post", dict),
    ("reports/save/", "/reports/save/", "post", lambda w: {"name": "A", "query": "r-object=case"}),
    ("reports/<int:report_id>/delete/", "/reports/{report}/delete/", "post", dict),
    ("reports/<int:report_id>/subscribe/", "/reports/{report}/subscribe/", "post",
     lambda w: {"rhythm": "daily"}),
    ("service/cases/<int:case_id>/take/", "/service/cases/{case}/take/", "post", dict),
    ("service/cases/<int:case_id>/answer/", "/service/cases/{case}/answer/", "post",
     lambda w: {"text": "Hola", "how": "said", "then": "waiting"}),
    ("visits/<int:visit_id>/check-in/", "/visits/{visit}/check-in/", "post", dict),
    ("visits/<int:visit_id>/cancel/", "/visits/{visit}/cancel/", "post", dict),
    ("visits/settings/", "/visits/settings/", "post", lambda w: HOURS),
    ("mail/boxes/", "/mail/boxes/", "post", lambda w: BOX),
    ("mail/boxes/<int:mailbox_id>/", "/mail/boxes/{box}/", "post", lambda w: BOX),
    ("mail/boxes/<int:mailbox_id>/delete/", "/mail/boxes/{box}/delete/", "post", dict),
    ("mail/accounts/<int:account_id>/new/", "/mail/accounts/{account}/new/", "post",
     lambda w: {"to": "account", "subject": "Offer", "text": "Dear Ana"}),
    ("mail/<int:email_id>/sort/", "/mail/{email}/sort/", "post",
     lambda w: {"account": f"#{w['account']}"}),
    ("mail/<int:email_id>/ignore/", "/mail/{email}/ignore/", "post", dict),
    ("mail/<int:email_id>/task/", "/mail/{filed}/task/", "post", dict),
    ("calendar/links/new/", "/calendar/links/new/", "post", lambda w: {"name": "Phone"}),
    ("calendar/links/<int:link_id>/new/", "/calendar/links/{link}/new/", "post", dict),
    ("calendar/links/<int:link_id>/revoke/", "/calendar/links/{link}/revoke/", "post", dict),
    ("calendar/sources/", "/calendar/sources/", "post",
     lambda w: {"name": "Home", "kind": "ics", "url": "http://8.8.8.8/x.ics"}),
    ("calendar/sources/<int:source_id>/delete/", "/calendar/sources/{source}/delete/", "post",
     dict),
    ("activities/accounts/<int:account_id>/log/", "/activities/accounts/{account}/log/", "post",
     lambda w: {"kind": "call"}),
    ("activities/accounts/<int:account_id>/next/", "/activities/accounts/{account}/next/", "post",
     lambda w: {"days": "1"}),
    ("geo/<int:layer_id>/edit/", "/geo/{layer}/edit/", "post",
     lambda w: {"name": "Otra", "country": "ES", "source": "INE", "level": "municipality"}),
    ("geo/<int:layer_id>/delete/", "/geo/{spare}/delete/", "post", dict),
    ("people/add/", "/people/add/", "post",
     lambda w: {"name": "Eva", "email": "eva@example.com", "role": "representative"}),
    ("people/paste/", "/people/paste/", "post",
     lambda w: {"people": "Eva\teva@example.com", "skip": "yes"}),
    ("people/<int:person_id>/edit/", "/people/{person}/edit/", "post",
     lambda w: {"name": "Eva", "email": "eva@example.com", "role": "representative",
                "is_active": "on"}),
    ("people/<int:person_id>/invite/", "/people/{person}/invite/", "post", dict),
    ("settings/", "/settings/", "post", None),
    ("timeline/<slug:place>/<int:target_id>/comment/", "/timeline/account/{account}/comment/",
     "post", lambda w: {"text": "Hola"}),
    ("timeline/<slug:place>/<int:target_id>/comment/<int:comment_id>/",
     "/timeline/account/{account}/comment/{comment}/", "post", dict),
    ("files/<slug:place>/<int:target_id>/", "/files/account/{account}/", "post",
     lambda w: {"file": SimpleUploadedFile("nota.txt", b"Hola")}),
    ("files/<int:file_id>/delete/", "/files/{file}/delete/", "post", dict),
    ("plans/workload/", "/plans/workload/", "post", lambda w: {"act": "year", "year": "2025"}),
    ("plans/new/", "/plans/new/", "post", lambda w: {"name": "B", "layer": w["layer"]}),
    ("plans/<int:plan_id>/copy/", "/plans/{plan}/copy/", "post", lambda w: {"name": "B"}),
    ("plans/<int:plan_id>/delete/", "/plans/{plan}/delete/", "post", dict),
    ("plans/<int:plan_id>/activate/", "/plans/{plan}/activate/", "post", lambda w: {"day": DAY}),
    ("plans/<int:plan_id>/proposals/<int:proposal_id>/take/",
     "/plans/{plan}/proposals/{proposal}/take/", "post", dict),
    ("plans/territories/<int:territory_id>/", "/plans/territories/{first}/", "post",
     lambda w: {"person": w["other"]}),
    ("api/territories/plans/<int:plan_id>/edits", "/api/territories/plans/{plan}/edits", "post",
     edit),
    ("api/territories/plans/<int:plan_id>/locks", "/api/territories/plans/{plan}/locks", "post",
     lambda w: {"units": [w["unit"]], "locked": True}),
    ("api/territories/plans/<int:plan_id>/territories", "/api/territories/plans/{plan}/territories",
     "post", lambda w: {"name": "New"}),
    ("api/territories/territories/<int:territory_id>", "/api/territories/territories/{first}",
     "patch", lambda w: {"name": "Other"}),
    ("api/territories/territories/<int:territory_id>", "/api/territories/territories/{second}",
     "delete", dict),
    ("api/territories/proposals/<int:proposal_id>/take",
     "/api/territories/proposals/{proposal}/take", "post", lambda w: {"base_version": 1}),
    ("api/territories/plans/<int:plan_id>/activate", "/api/territories/plans/{plan}/activate",
     "post", lambda w: {"day": DAY}),
]  # fmt: skip
# Every described kind of object has the same routes; the accounts stand for all of them.
KINDS = re.compile(r"api/objects/[^/]+/")
IN_TURN = {"api/territories/plans/<int:plan_id>/undo", "api/territories/plans/<int:plan_id>/redo"}


def send(client, where, method, values):
    if where.startswith("/api/"):
        body = json.dumps(values)
        return getattr(client, method)(where, body, content_type="application/json")
    return getattr(client, method)(where, values)


def test_every_route_that_writes_is_named_here(world):
    """A new route is named in ``WRITES``, or in ``QUIET`` with why it tells nothing."""
    client, _values = world
    client.raise_request_exception = False
    named = {route for route, *_rest in WRITES} | IN_TURN | set(QUIET)
    unknown = []
    for route in ALL:
        client.force_login(_administrator())
        writes = client.post(address(route)).status_code != 405
        if writes and KINDS.sub("api/objects/<kind>/", route) not in named:
            unknown.append(route)
    assert unknown == []


def _administrator():
    from comarca.team.models import Person

    return Person.objects.get(email="administrator@example.com")


@pytest.mark.parametrize(
    ("where", "method", "given"),
    [row[1:] for row in WRITES],
    ids=[f"{row[2]} {row[1]}" for row in WRITES],
)
def test_what_a_route_writes_is_told(world, where, method, given):
    client, values = world
    where = where.format(**values)
    if given is None:
        given = FORMS[where]
        values["client"] = client
    sent = {} if given is dict else given(values)
    before = Event.objects.count()
    answer = send(client, where, method, sent)
    assert answer.status_code < 400, answer.content[:2000]
    assert Event.objects.count() > before, answer.content[:2000]
    newest = Event.objects.order_by("-pk").first()
    assert newest.actor == _administrator()
    assert newest.label


def test_undo_and_redo_are_told(world):
    client, values = world
    base = f"/api/territories/plans/{values['plan']}/"
    send(client, f"{base}edits", "post", edit(values))
    for call, action in (("undo", "edit_undone"), ("redo", "edit_redone")):
        assert send(client, base + call, "post", {"base_version": 2}).status_code == 200
        assert Event.objects.order_by("-pk").first().action == action


def _password(values):
    administrator = _administrator()
    administrator.set_password("old-Cortado-77")
    administrator.save()
    values["client"].force_login(administrator)
    return {"old": "old-Cortado-77", "password": "un-Cortado-Largo-77"}


def _company(values):
    return {
        "name": "Otra empresa", "country": "ES", "currency": "EUR", "language": "es",
        "timezone": "Europe/Madrid", "working_days": ["0", "1"], "hours_per_day": "8",
    }  # fmt: skip


FORMS = {"/account/password/": _password, "/settings/": _company}

"""The JSON API: one door, every app's routes behind it, log-in and CSRF required."""

from importlib import import_module
from importlib.util import find_spec

from ninja import NinjaAPI
from ninja.security import django_auth

api = NinjaAPI(title="Comarca", version="1", auth=django_auth, urls_namespace="api")
for _prefix, _module in (
    ("/jobs", "comarca.base.api"),
    ("/geo", "comarca.geography.api"),
    ("/accounts", "comarca.accounts.api"),
    ("/imports", "comarca.imports.api"),
    ("/territories", "comarca.territories.map.api"),
):
    if find_spec(_module):
        api.add_router(_prefix, import_module(_module).router)

"""The JSON API: one door, every app's routes behind it, a log-in or a token required."""

from ninja.security import django_auth

from comarca.accounts.api import router as accounts
from comarca.base.api.jobs import router as jobs
from comarca.base.api.schema import HouseAPI
from comarca.base.api.search import router as search
from comarca.base.objects import all_types
from comarca.geography.api import router as geography
from comarca.team.bearer import TokenAuth, TokenThrottle
from comarca.territories.map.api import router as territories
from comarca.ui.objects.api import router_for
from comarca.visits.api import router as visits

api = HouseAPI(
    title="Comarca",
    version="1",
    auth=[TokenAuth(), django_auth],
    throttle=[TokenThrottle()],
    urls_namespace="api",
)
api.add_router("/jobs", jobs)
api.add_router("/search", search)
api.add_router("/geo", geography)
api.add_router("/accounts", accounts)
api.add_router("/territories", territories)
api.add_router("/visits", visits)
for _kind in all_types():
    api.add_router(f"/objects/{_kind.key}", router_for(_kind))

"""Where the map, the plans and the optimiser live."""

from django.urls import path

from comarca.territories.map.street import street_map
from comarca.territories.views import activate, optimise, plans, territory, workload, workspace

app_name = "territories"
urlpatterns = [
    path("street.pmtiles", street_map, name="street_map"),
    path("map/", workspace.workspace, name="map"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new, name="new"),
    path("plans/first/", optimise.quick_start, name="quick_start"),
    path("plans/today/", optimise.todays_plan, name="today"),
    path("plans/workload/", workload.workload, name="workload"),
    path("plans/<int:plan_id>/", plans.plan, name="plan"),
    path("plans/<int:plan_id>/copy/", plans.copy, name="copy"),
    path("plans/<int:plan_id>/delete/", plans.remove, name="delete"),
    path("plans/<int:plan_id>/optimise/", optimise.optimise, name="optimise"),
    path("plans/<int:plan_id>/proposals/", optimise.proposals, name="proposals"),
    path("plans/<int:plan_id>/proposals/more/", optimise.more, name="more"),
    path("plans/<int:plan_id>/proposals/<int:proposal_id>/moves/", optimise.moves, name="moves"),
    path("plans/<int:plan_id>/proposals/<int:proposal_id>/go-on/", optimise.go_on, name="go_on"),
    path("plans/<int:plan_id>/proposals/<int:proposal_id>/take/", optimise.take_over, name="take"),
    path("plans/territories/<int:territory_id>/", territory.territory, name="territory"),
    path(
        "plans/territories/<int:territory_id>/map.svg",
        territory.territory_picture,
        name="territory_picture",
    ),
    path(
        "plans/<int:plan_id>/proposals/<int:proposal_id>/map.svg", optimise.picture, name="picture"
    ),
    path("plans/<int:plan_id>/activate/", activate.activate, name="activate"),
]

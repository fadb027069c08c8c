"""What makes the day a page that a phone installs and opens without a signal."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.sales.models import Product
from comarca.team.access import permitted
from comarca.ui.templatetags.islands import DIST, manifest
from comarca.visits.products import label

WORKER = "src/day/worker.ts"
MOST_PRODUCTS = 3000  # that a phone holds


@require_GET
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Send the worker's script from the day's own address: it may see no other page."""
    built = manifest().get(WORKER)
    if built is None:
        raise Http404
    script = (DIST / built["file"]).read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_GET
@never_cache
def products(request: HttpRequest) -> JsonResponse:
    """Tell the names of the catalogue, for a phone to choose from without a signal.

    ``more``: there are others, so that what is not among these may well be in the catalogue.
    """
    person = permitted(request, "records.read")
    rows = Product.objects.visible_to(person).filter(archived_at=None, is_discontinued=False)
    rows = rows.order_by("name", "pk")
    names = [label(row) for row in rows.only("name", "variant", "code")[: MOST_PRODUCTS + 1]]
    more = len(names) > MOST_PRODUCTS
    return JsonResponse({"products": names[:MOST_PRODUCTS], "more": more})


@require_GET
def web_manifest(request: HttpRequest) -> JsonResponse:
    """Tell the phone what is installed: its name, its icon and where it begins."""
    day = reverse("visits:day")
    icon = {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    answer = JsonResponse({
        "id": day, "name": _("My day · Comarca"), "short_name": _("My day"), "start_url": day,
        "scope": day, "display": "standalone", "background_color": "#f6f7f8",
        "theme_color": "#0f6b66", "icons": [icon],
    })  # fmt: skip
    answer["Content-Type"] = "application/manifest+json"
    return answer

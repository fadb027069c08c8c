"""Which products were discussed on a visit: links to the catalogue, and words it does not know."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.sales.models import Product
from comarca.visits.models import Visit, VisitProduct

MOST = 30  # on one visit
CODE = re.compile(r"\(([^()]+)\)$")


def label(product: Product) -> str:
    """Return what stands for a product in a list to choose from: its code makes it unmistakable."""
    return f"{product} ({product.code})"


def read(text: str) -> tuple[list[Product], list[str]]:
    """Return the products that a text names, divided by ``;`` or lines, and what it names besides.

    A product is named by its label, its code, or a name that only it has. Commas divide what is no
    product as a whole.
    """
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    known = _known({piece for part in parts for piece in (part, *_pieces(part))})
    found: dict[int, Product] = {}
    unknown: list[str] = []
    for part in parts:
        for piece in (part,) if part.casefold() in known else _pieces(part):
            product = known.get(piece.casefold())
            if product is not None:
                found.setdefault(product.pk, product)
            elif piece not in unknown:
                unknown.append(piece)
    return list(found.values())[:MOST], unknown


def _pieces(part: str) -> list[str]:
    return [piece.strip() for piece in part.split(",") if piece.strip()]


def _known(pieces: Iterable[str]) -> dict[str, Product]:
    """Return the one product that each piece names, by the piece in small letters."""
    asked = sorted(pieces)[: 4 * MOST]
    codes = {piece: (CODE.search(piece) or [piece, piece])[1] for piece in asked}
    wanted = [Q(name__iexact=piece) | Q(code__iexact=codes[piece]) for piece in asked]
    if not wanted:
        return {}
    by_code, by_name = {}, defaultdict(list)
    for product in Product.objects.filter(reduce(or_, wanted)):
        by_code[product.code.casefold()] = product
        by_name[product.name.casefold()].append(product)
    answer = {}
    for piece, code in codes.items():
        same = by_name.get(piece.casefold(), [])
        one = by_code.get(code.casefold()) or (same[0] if len(same) == 1 else None)
        if one is not None:
            answer[piece.casefold()] = one
    return answer


@transaction.atomic
def keep(visit: Visit, text: str) -> None:
    """Keep what was discussed on a visit, in place of what was kept before."""
    products, unknown = read(text)
    VisitProduct.objects.filter(visit=visit).exclude(product__in=products).delete()
    VisitProduct.objects.bulk_create(
        [VisitProduct(visit=visit, product=one) for one in products], ignore_conflicts=True
    )
    Visit.objects.filter(pk=visit.pk).update(products="; ".join(unknown)[:300])


def told(activities: list[int]) -> dict[int, str]:
    """Return what each activity's visit discussed, as a line of a timeline."""
    names: dict[int, list[str]] = defaultdict(list)
    links = VisitProduct.objects.filter(visit__activity__in=activities).order_by("product__name")
    for row in links.select_related("visit", "product"):
        names[row.visit.activity_id or 0].append(str(row.product))
    free = Visit.objects.filter(activity__in=activities).exclude(products="")
    for pk, words in free.values_list("activity", "products"):
        names[pk or 0].append(_("%(words)s (not in the catalogue)") % {"words": words})
    return {pk: _("Products: %(names)s") % {"names": ", ".join(own)} for pk, own in names.items()}


def discussed_with(request: HttpRequest, account: Account) -> dict[str, Any] | None:
    """Return the products of an account's visits, the latest first; None where there are none."""
    links = VisitProduct.objects.filter(visit__account=account).order_by()
    rows = links.values("product", "product__name", "product__variant").annotate(
        last=Max("visit__day"), times=Count("pk")
    )
    shown = list(rows.order_by("-last", "product__name")[:MOST])
    return {"products": shown} if shown else None

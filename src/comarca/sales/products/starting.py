"""What a product or a price list begins with: the company's currency, where none is given."""

from collections.abc import Callable, Mapping
from typing import Any

from comarca.base import writing
from comarca.base.objects import registry
from comarca.sales.pipeline.editing import company_currency

Create = Callable[[Mapping[str, Any], Any], Any]


def in_company_currency(key: str) -> Create:
    """Return the verb that makes an object of a kind."""

    def create(values: Mapping[str, Any], actor: Any) -> Any:
        given = {**values, "currency": values.get("currency") or company_currency()}
        return writing.insert(registry.find(key), given, actor)

    return create

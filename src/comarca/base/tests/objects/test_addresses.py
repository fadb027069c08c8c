"""An address is worked out once for all objects, and is the right one for each."""

import pytest
from django.urls import NoReverseMatch, reverse

from comarca.base.objects.addresses import ANY_NUMBER, address, address_if_any, numbered


@pytest.mark.parametrize("pk", [1, 22, 987654321])
def test_each_object_has_its_own_address(pk: int) -> None:
    assert address("objects:detail", "account", pk) == reverse(
        "objects:detail", args=["account", pk]
    )
    pattern = address("objects:field", "account", ANY_NUMBER, "name")
    assert numbered(pattern, pk) == reverse("objects:field", args=["account", pk, "name"])


def test_a_page_that_is_not_there_is_told() -> None:
    assert address_if_any("objects:nowhere", 1) == ""
    with pytest.raises(NoReverseMatch):
        address("objects:nowhere", 1)

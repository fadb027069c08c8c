import pytest

from comarca.base.search import storage
from comarca.base.search.registry import providers
from comarca.base.search.vocabulary import vocabulary


@pytest.fixture
def searchable(db):
    """Have the tables of the search, and forget the words of other tests."""
    storage.prepare(providers)
    vocabulary.__init__()

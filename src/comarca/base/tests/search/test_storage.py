"""Without its index of trigrams a database gives the same answers, only slower."""

from django.db import connection

from comarca.accounts.tests.factories import make_account
from comarca.base import search
from comarca.base.search import index, storage
from comarca.base.search.folding import fold
from comarca.base.search.probing import MARK
from comarca.base.search.registry import providers


def test_the_database_has_an_index_of_trigrams(searchable):
    assert storage.prepare(providers)


def test_without_it_the_same_is_found(team, searchable, monkeypatch):
    make_account(name="Estación de Servicio Sur")
    index.rebuild("account")
    with_index = search.find(team["administrator"], "servicio").hits
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TABLE {storage.table_of('account')}")
        else:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    assert search.find(team["administrator"], "servicio").hits == with_index
    assert len(with_index) == 1


def test_what_stands_for_any_kind_is_no_word_that_can_be_typed():
    assert fold(MARK) != MARK

"""What every test stands on: the real database, and no network but this machine."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from comarca.base import per_request

hypothesis_settings.register_profile(
    "house",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# The same examples each time, so that a commit that has passed passes again; for a search with
# new ones: HYPOTHESIS_PROFILE=house pytest ...
hypothesis_settings.register_profile(
    "steady", hypothesis_settings.get_profile("house"), derandomize=True
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

# What a test that opens the database asks for, directly or through another fixture.
DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}
LOCAL = {"127.0.0.1", "::1", "localhost"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second database be tried with the tests that open one, and no others."""
    parser.addoption("--with-database", action="store_true", help="only tests that open it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest; leave out, when asked, what is the same on every database."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if not config.getoption("--with-database"):
        return
    opens: list[pytest.Item] = []
    rest: list[pytest.Item] = []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        marked = any(item.get_closest_marker(name) for name in ("django_db", "database"))
        once = item.get_closest_marker("one_database")
        (opens if not once and (marked or names & DATABASE) else rest).append(item)
    config.hook.pytest_deselected(items=rest)
    items[:] = opens


@pytest.fixture(scope="session", autouse=True)
def _only_this_machine() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise OSError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign,assignment]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Begin with a copy of the database of ``COMARCA_TEST_TEMPLATE``, which is migrated already."""
    template = os.environ.get("COMARCA_TEST_TEMPLATE")
    if not template:
        yield
        return
    asked = settings.DATABASES["default"]
    asked["TEST"] = {**asked.get("TEST", {}), "MIGRATE": False}
    if "postgresql" in asked["ENGINE"]:
        asked["TEST"]["TEMPLATE"] = template
        yield
        return
    memory = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(memory, uri=True)) as kept:
        with closing(sqlite3.connect(template)) as source:
            source.backup(kept)
        yield


@pytest.fixture
def newest(transactional_db: None) -> Iterator[None]:
    """Bring every app up to date after a test that went back, whatever else went back with it."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep uploads and tiles of the tests apart from anybody's real data."""
    settings.COMARCA_DATA = tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Forget what another test left: in a request nobody read, or of how often it asked."""
    per_request.end()
    cache.clear()


@pytest.fixture(autouse=True)
def _english_unless_a_page_says_otherwise() -> Iterator[None]:
    """Let code that is called directly speak the language of its source, on the usual clock.

    A page of another test leaves its company's clock to the thread, as it does to the next page.
    """
    with translation.override("en"), timezone.override(None):
        yield

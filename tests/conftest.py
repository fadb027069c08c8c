"""What the tests of whole days share: an installation of its own, and a real browser."""

import os
import sys
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from comarca.web.tests.installation import Installation, answer_of, wait_for
from comarca.web.tests.test_serve import free_port

# The map draws by WebGL, which a machine without a graphics card works out itself.
FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--use-gl=angle",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install into an empty folder, once for all processes of a run: it takes most of a minute."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "installed"
    with (base / "installed.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not folder.exists():
            Installation(base / "installing").prepare("--non-interactive")
            (base / "installing").rename(folder)
    return folder


@pytest.fixture
def address(tmp_path: Path, installed: Path) -> Iterator[str]:
    """Serve an installation in which nothing has been done yet."""
    copytree(installed, tmp_path / "installation")
    installation = Installation(tmp_path / "installation")
    port = free_port()
    command = (sys.executable, "-m", "comarca.web.cli", "serve", "--port", str(port))
    with installation.process(*command) as serve:
        wait_for(lambda: answer_of(port).get("worker") == "ok", "pages and a worker")
        yield f"http://127.0.0.1:{port}"
        serve.terminate()
        serve.wait(timeout=30)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Open a real browser; its driver runs a loop, beside which Django would refuse to work."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    # What is expected comes in a moment; on a machine with much else to do, in a long one.
    expect.set_options(timeout=30_000)
    path = os.environ.get("COMARCA_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()

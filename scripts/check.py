"""Everything that can be judged without running the program; says all failures, not the first."""

import re
import subprocess
import sys
import time
from pathlib import Path

from check_circles import circles
from check_directions import upward

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
HOSTS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links|file:")
CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "import contracts": ["lint-imports", "--no-cache"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "types of the API": ["python", "scripts/api_types.py", "--check"],
    "translations": ["python", "manage.py", "check_catalogues"],
}


def lock_files() -> list[str]:
    """Return every line of a lock file that names a registry, or a pin without a hash."""
    problems = []
    for path in sorted((ROOT / "requirements").glob("*.lock")):
        text = path.read_text()
        if HOSTS.search(text):
            problems.append(f"{path.name} names a host")
        pins = re.findall(
            r"^[a-z0-9].*==.*?(?:\\\n(?:\s+--hash=\S+(?: \\)?\n)+|\n)", text, re.MULTILINE
        )
        problems += [f"{path.name}: no hash for {p.split()[0]}" for p in pins if "--hash" not in p]
    for path in ROOT.glob("frontend/package-lock.json"):
        if re.search(r'"resolved": "http', path.read_text()):
            problems.append(f"{path.name} names a host")
    return problems


def inline_code() -> list[str]:
    """Return templates with inline script or style, which the security policy forbids."""
    bad = re.compile(r"<script>|<style|\son\w+=[\"']|\sstyle=[\"']")
    return [
        f"{path.relative_to(ROOT)}: inline script or style"
        for path in (ROOT / "src").rglob("*.html")
        if bad.search(path.read_text())
    ]


def frontend() -> int:
    """Check the TypeScript with its own tools."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from bootstrap import node_command

    return subprocess.run(
        [*node_command(), "run", "-s", "check"], cwd=ROOT / "frontend", check=False
    ).returncode


def main() -> int:
    """Run all checks and return how many failed."""
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        begun = time.monotonic()
        code = subprocess.run([BIN / program, *arguments], cwd=ROOT, check=False).returncode
        print(f"{'✓' if code == 0 else '✗'} {name} ({time.monotonic() - begun:.1f} s)", flush=True)
        if code:
            failed.append(name)
    found = {"lock files": lock_files(), "templates": inline_code(), "directions": upward(ROOT),
             "circles": circles("comarca")}  # fmt: skip
    for name, problems in found.items():
        print(f"{'✗' if problems else '✓'} {name}", *problems, sep="\n  ", flush=True)
        if problems:
            failed.append(name)
    if frontend():
        failed.append("front end")
    print(f"✗ failed: {', '.join(failed)}" if failed else "✓ all checks passed", flush=True)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())

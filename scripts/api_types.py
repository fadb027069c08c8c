"""Write the API's types for the front end: ``scripts/api_types.py`` (``--check``: are they so?)."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
TARGET = FRONTEND / "src" / "api" / "schema.ts"


def schemas() -> str:
    """Return the schemas of the OpenAPI document as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    from comarca.web.api import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/")["components"]["schemas"])


def piped(command: list[str], given: str) -> str:
    """Run a program of the front end with some input and return what it writes."""
    done = subprocess.run(
        command, cwd=FRONTEND, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def main() -> int:
    """Write the file, or say that it is not current."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from bootstrap import node_command

    npm = node_command()
    node = npm[0] if len(npm) > 1 else str(Path(npm[0]).with_name("node"))
    source = piped([node, "scripts/api-types.mjs"], schemas())
    biome = [node, "node_modules/@biomejs/biome/bin/biome"]
    source = piped([*biome, "format", "--stdin-file-path=src/api/schema.ts"], source)
    if "--check" not in sys.argv:
        TARGET.write_text(source)
        return 0
    if TARGET.read_text() != source:
        print("frontend/src/api/schema.ts is not current: run scripts/api_types.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

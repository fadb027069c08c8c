"""The compiled core of the search: border moves, connectivity and recutting."""

from pathlib import Path

from comarca.engine.stale import forget_stale_code

forget_stale_code(Path(__file__).parent)

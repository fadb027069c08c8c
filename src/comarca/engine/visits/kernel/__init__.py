"""The compiled inside of the search: it works on bare arrays and checks nothing."""

from pathlib import Path

from comarca.engine.stale import forget_stale_code

forget_stale_code(Path(__file__).parent)

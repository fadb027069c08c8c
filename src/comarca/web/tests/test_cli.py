import subprocess
import sys

from comarca.web.cli import PARTS, main
from comarca.web.tests.installation import Installation


def test_help_names_every_part_without_starting_the_application(capsys):
    assert main([]) == 2
    shown = capsys.readouterr().out
    assert all(part.name in shown for part in PARTS)
    code = (
        "import sys; from comarca.web.cli import main; main([]); assert 'django' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


def test_the_pages_load_without_the_engine():
    code = (
        "import sys, comarca.web.wsgi; from django.urls import get_resolver;"
        "get_resolver().url_patterns; heavy = {'numba', 'scipy', 'highspy', 'holidays', 'caldav'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_init_prepares_an_empty_folder_and_may_run_again(tmp_path):
    installation = Installation(tmp_path)
    early = installation.run("geo", "list")
    assert (early.returncode, early.stderr.strip()) == (
        1, "✗ The database is not ready. Run first: comarca init"
    )  # fmt: skip
    for _n in range(2):
        done = installation.run("init", "--no-geography", "--non-interactive")
        assert done.returncode == 0, done.stderr
    assert installation.row("SELECT count(*) FROM team_person") == (0,)
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_an_unknown_part_is_one_clear_line():
    done = subprocess.run(
        [sys.executable, "-m", "comarca.web.cli", "dance"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "dance" in done.stderr

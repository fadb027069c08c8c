"""The checks that keep references pointing downward; each has its control that fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.REPOSITORY
sys.path.insert(0, str(ROOT / "scripts"))
from check_circles import circles  # noqa: E402
from check_directions import layers, upward  # noqa: E402


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a house with our floors and two apps that have something to refer to."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    files = {
        "web/urls.py": "",
        "accounts/urls.py": 'app_name = "accounts"\n',
        "accounts/apps.py": 'name = "comarca.accounts"\n',
        "accounts/templates/accounts/row.html": "",
        "accounts/templates/cotton/owner.html": "",
        "accounts/templatetags/owners.py": "",
        "team/urls.py": 'app_name = "team"\n',
        "team/templates/team/row.html": "",
    }
    for name, text in files.items():
        write(tmp_path, name, text)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / "src" / "comarca" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_nothing_points_upward_here():
    assert upward(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "accounts/row.html" %}',
        "{% include 'accounts/row.html' with row=row %}",
        "{% load i18n owners %}",
        "<c-owner />",
        '<a href="{% url "accounts:index" %}">',
        '<form action="{% url "company" %}">',
        '<a href="/accounts/">',
        '<div hx-get="/accounts/3/">',
    ],
)
def test_a_template_that_refers_upward_is_found(house, text):
    write(house, "team/templates/team/page.html", text)
    assert len(upward(house)) == 1
    assert upward(house)[0].startswith("src/comarca/team/templates/team/page.html: ")


@pytest.mark.parametrize(
    "text",
    [
        'render(request, "accounts/row.html")',
        'reverse("accounts:index")',
        'redirect("accounts:index", 3)',
        'apps.get_model("accounts", "Account")',
        'redirect(f"/accounts/{pk}/")',
    ],
)
def test_code_that_names_what_stands_above_is_found(house, text):
    write(house, "team/views.py", text)
    assert len(upward(house)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "team/row.html" %}{% load i18n static %}',
        '<a href="{% url "team:people" %}?a=/b">',
        '<c-vars name="" /><c-slot name="x" />',
    ],
)
def test_what_points_downward_or_sideways_within_an_app_is_left_alone(house, text):
    write(house, "accounts/templates/accounts/page.html", text)
    assert upward(house) == []


def test_the_floors_are_those_of_the_import_contract():
    floor = layers(ROOT / "pyproject.toml")
    assert floor["base"] == 1
    assert floor["ui"] < floor["team"] < floor["accounts"] < floor["web"]
    assert floor["imports"] == floor["exports"]


def contracts(root: Path) -> str:
    """Return what import-linter says about a package of empty apps."""
    answer = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root, env={"PYTHONPATH": str(root / "src"), "PATH": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("module", "text", "broken"),
    [
        ("accounts/listing.py", "import comarca.engine.solve\n", "reach the engine BROKEN"),
        ("territories/planning/optimise.py", "import comarca.engine.solve\n", ""),
        ("ui/forms.py", "import comarca.team\n", "downward only BROKEN"),
        ("engine/solve.py", "import comarca.base\n", "nothing of the rest BROKEN"),
        (
            "base/objects/fields.py",
            "import comarca.base.events\n",
            "know no events: events are worded by them BROKEN",
        ),
    ],
)
def test_the_contracts_notice_a_module_that_breaks_them(tmp_path, module, text, broken):
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    parts = ("engine", "territories/planning", "base/objects", "base/events")
    for app in [*layers(ROOT / "pyproject.toml"), *parts]:
        write(tmp_path, f"{app}/__init__.py", "")
    write(tmp_path, "__init__.py", "")
    write(tmp_path, "engine/solve.py", "")
    write(tmp_path, "base/writing.py", "")
    for tests in ("base/tests", "territories/planning/tests"):
        write(tmp_path, f"{tests}/__init__.py", "")
        write(tmp_path, f"{tests}/test_any.py", "import comarca.web\n")
    write(tmp_path, module, text)
    said = contracts(tmp_path)
    assert "Contracts: 4 kept, 0 broken" in said if not broken else broken in said, said


def test_a_circle_of_imports_is_found_even_one_for_types_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "twisted/__init__.py": "",
        "twisted/low.py": "",
        "twisted/top.py": "from twisted import left, low\n",
        "twisted/left.py": "from twisted import right\n",
        "twisted/right.py": "if __name__ == '':\n    from twisted import left\n",
        "twisted/tests/__init__.py": "",
        "twisted/tests/test_top.py": "from twisted import top\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    (found,) = circles("twisted")
    assert set(found.split(" imports ")) == {"twisted.left", "twisted.right"}
    (tmp_path / "twisted/right.py").write_text("from twisted import low\n")
    assert circles("twisted") == []

"""Another CRM's four files from preview to undo: what processor time and memory it takes.

Run with ``python bench/imports/four_files.py [deals]`` on a scratch database
(``COMARCA_DATA=… DJANGO_ALLOW_ASYNC_UNSAFE=1``). The files are ``tests/other_crm.py``'s.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

sys.path.append(str(Path(__file__).parents[2]))
from comarca.base.organisation import Organisation  # noqa: E402
from comarca.imports.described import applying, previewing  # noqa: E402
from comarca.imports.described import undoing as described_undoing  # noqa: E402
from comarca.imports.lifecycle import applying as accounts_applying  # noqa: E402
from comarca.imports.lifecycle import deciding, intake, undoing  # noqa: E402
from comarca.imports.lifecycle import previewing as accounts_previewing  # noqa: E402
from comarca.imports.models import Import  # noqa: E402
from comarca.team.models import Person  # noqa: E402
from tests import other_crm  # noqa: E402


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Do something and say what it took."""
    clock, cpu = time.perf_counter(), time.process_time()
    done = work()
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:24} {clock:7.1f} s, {cpu:6.1f} s of processor, {memory} MB so far", flush=True)
    return done


def answer(batch: Import, boss: Person) -> None:
    """Answer all that is asked: the first that may be meant, else added, else left empty."""
    answers = {
        (one["kind"], one["key"]): (str(one["candidates"][0]) if one["candidates"] else "")
        or ("add" if one["said"] else "0")
        for one in batch.summary["questions"]
    }
    deciding.decide(batch, answers, boss)


def bring(kind: str, text: str, boss: Person) -> Import:
    """Preview, answer and apply one file."""
    batch = intake.take_in(f"{kind}.csv", [text.encode()], boss, kind)
    mine = accounts_previewing if kind == "accounts" else previewing
    for _round in range(4):
        timed(f"{kind}: preview", lambda: mine.prepare(batch))
        if not batch.summary["questions"]:
            break
        answer(batch, boss)
    work = accounts_applying if kind == "accounts" else applying
    print(timed(f"{kind}: apply", lambda: work.apply(batch, boss)))
    return batch


def main() -> None:
    """Bring the files in, once more, and take them back."""
    call_command("migrate", verbosity=0)
    Organisation.objects.all().delete()
    Organisation.objects.create(name="Other", country="US", language="en", currency="USD")
    boss = Person.objects.create_user("ops@example.com", name="Olga", role="administrator")
    files = other_crm.make(int(sys.argv[1]) if len(sys.argv) > 1 else 8800)
    kinds = (("accounts", files.account), ("person", files.person),
             ("product", files.product), ("opportunity", files.opportunity))  # fmt: skip
    done = [bring(kind, text, boss) for kind, text in kinds]
    again = intake.take_in("again.csv", [files.opportunity.encode()], boss, "opportunity")
    again.decisions = done[-1].decisions
    timed("opportunity: again", lambda: previewing.prepare(again))
    print({key: again.summary[key] for key in ("new", "changed", "unchanged", "skipped")})
    for batch in reversed(done):
        undo = undoing.undo if batch.kind == "accounts" else described_undoing.undo
        print(timed(f"{batch.kind}: undo", lambda u=undo, b=batch: u(b, boss)))  # type: ignore[misc]


if __name__ == "__main__":
    main()

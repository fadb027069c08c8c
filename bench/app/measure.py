"""What is measured of processes and machines, and how it is written down."""

import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import psutil
from running import COMARCA, environment

PACKAGES = ("Django", "numpy", "numba", "shapely", "granian", "typst")


def machine() -> list[str]:
    """Return what the figures were measured on."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.processor(),
    ) if Path("/proc/cpuinfo").exists() else platform.processor()  # fmt: skip
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.machine()}"
    return [
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, {system}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}",
    ]


def spread(values: list[float], digits: int = 2, unit: str = "s") -> str:
    """Write the median and the range of some figures."""
    if not values:
        return "not measured"
    low, high = min(values), max(values)
    middle = statistics.median(values)
    if len(values) == 1:
        return f"{middle:.{digits}f} {unit}"
    return f"{middle:.{digits}f} {unit} ({low:.{digits}f} to {high:.{digits}f}, n = {len(values)})"


def memory_of(process: subprocess.Popen[bytes]) -> dict[str, float]:
    """Return the memory in MB (proportional share) of the web and the worker processes."""
    answer = {"web": 0.0, "worker": 0.0}
    for child in psutil.Process(process.pid).children(recursive=True):
        words = " ".join(child.cmdline())
        kind = "worker" if "worker" in words and "granian" not in words else "web"
        answer[kind] += child.memory_full_info().pss / 2**20
    return answer


def run_measured(data: Path, *arguments: str) -> tuple[float, float, str]:
    """Run a ``comarca`` command; return its seconds, its most memory (MB) and its output."""
    began = time.monotonic()
    with subprocess.Popen(
        [COMARCA, *arguments], env=environment(data), stdout=subprocess.PIPE, text=True
    ) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"comarca {' '.join(arguments)} failed")
    return time.monotonic() - began, usage.ru_maxrss / 1024, output


def most_memory() -> float:
    """Return the most memory (MB) any finished child has taken."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

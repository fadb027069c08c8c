"""Make the pictures of the README and the guide again, from the demo.

``make screenshots``: builds the demo in a folder of its own, serves it and photographs it.
"""

import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench" / "app"))
from browser import chromium, log_in, wait_for_map  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402
from running import comarca, environment, served  # noqa: E402

OUT = ROOT / "docs" / "screenshots"
LARGEST = 400_000
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 1160, "height": 720}
WAIT = 6000


def smaller(png: bytes, colours: int = 256) -> bytes:
    """Return a picture with at most 256 colours, the most frequent ones, as an indexed PNG."""
    pixels = decode(png)
    height, width, _ = pixels.shape
    flat = pixels.reshape(-1, 3).astype(np.uint32)
    packed = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    values, where, count = np.unique(packed, return_inverse=True, return_counts=True)
    kept = values[np.argsort(-count, kind="stable")[:colours]]
    index = nearest(spread(values), spread(kept))[where].astype(np.uint8).reshape(height, width)
    palette = spread(kept).astype(np.uint8)
    rows = np.column_stack([np.zeros(height, np.uint8), index])
    return b"".join([
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        chunk(b"PLTE", palette.tobytes()),
        chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
        chunk(b"IEND", b""),
    ])  # fmt: skip


def spread(packed: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return red, green and blue of packed colours."""
    return np.column_stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255]).astype(np.int64)


def nearest(values: NDArray[np.int64], kept: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place of the nearest kept colour for each value."""
    from scipy.spatial import cKDTree

    return np.asarray(cKDTree(kept).query(values)[1])


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one part of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def decode(png: bytes) -> NDArray[np.uint8]:
    """Return the pixels (height, width, red-green-blue) of a PNG as a browser writes it."""
    at, data, width, height, channels = 8, b"", 0, 0, 3
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, _depth, colour = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
        at += size + 12
    raw = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, width * channels + 1)
    return unfilter(raw, width, channels)[:, :, :3]


def unfilter(raw: NDArray[np.uint8], width: int, channels: int) -> NDArray[np.uint8]:
    """Undo the filters of each line (PNG specification, section 9)."""
    above = np.zeros((width, channels), np.int64)
    lines = []
    for row in raw:
        kind, line = int(row[0]), row[1:].astype(np.int64).reshape(width, channels)
        if kind == 1:
            line = np.cumsum(line, axis=0) & 255
        elif kind == 2:
            line = (line + above) & 255
        elif kind in {3, 4}:
            line = _slow(line, above, kind)
        above = line
        lines.append(line.astype(np.uint8))
    return np.stack(lines)


def _slow(line: NDArray[np.int64], above: NDArray[np.int64], kind: int) -> NDArray[np.int64]:
    """Undo the filters that look left as well as up (average, Paeth)."""
    answer, before, corner = line.tolist(), [0] * line.shape[1], [0] * line.shape[1]
    for place, top in enumerate(above.tolist()):
        for c, up in enumerate(top):
            left, slant = before[c], corner[c]
            guess = (left + up) // 2
            if kind == 4:
                a, b, d = abs(up - slant), abs(left - slant), abs(left + up - 2 * slant)
                guess = left if a <= b and a <= d else up if b <= d else slant
            answer[place][c] = (answer[place][c] + guess) & 255
        before, corner = answer[place], top
    return np.array(answer, dtype=np.int64)


def keep(page: Page, name: str) -> None:
    """Photograph what is shown; fewer colours until the file is small enough."""
    png = page.screenshot()
    for colours in (256, 128, 64):
        small = smaller(png, colours)
        if len(small) < LARGEST:
            break
    (OUT / f"{name}.png").write_bytes(small)
    print(f"{name}.png: {len(small) // 1024} kB", flush=True)


def open_map(page: Page, address: str) -> None:
    """Open a map and wait until it is drawn."""
    page.goto(address)
    wait_for_map(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(WAIT)


def visit(browser: Browser, url: str, language: str) -> Page:
    """Return a page of somebody who is logged in and reads one language."""
    page = browser.new_context(viewport=NARROW, locale=language).new_page()
    log_in(page, url)
    return page


def before(browser: Browser, url: str, language: str) -> None:
    """Photograph the steps of the guide up to the proposals, in one language."""
    page = browser.new_context(viewport=NARROW, locale=language).new_page()
    page.goto(f"{url}/account/login/")
    page.wait_for_timeout(300)
    keep(page, f"login-{language}")
    page = visit(browser, url, language)
    open_map(page, f"{url}/map/")
    keep(page, f"today-{language}")
    for name, path in (
        ("accounts", "/accounts/"),
        ("optimise", "/plans/2/optimise/"),
        ("proposals", "/plans/2/proposals/"),
    ):
        shoot(page, url + path, f"{name}-{language}")


def after(browser: Browser, url: str, language: str) -> None:
    """Photograph what follows once a proposal is taken."""
    page = visit(browser, url, language)
    shoot(page, f"{url}/plans/2/activate/", f"activate-{language}")


def shoot(page: Page, address: str, name: str) -> None:
    """Open a page, let it settle and photograph it."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    keep(page, name)


DRAW = """
import sys
from django.utils import translation
from comarca.exports import poster
from comarca.exports.content import Content
from comarca.team.models import Person
from comarca.territories.models import Plan
translation.activate({language!r})
director = Person.objects.get(email="director@comarca.example")
sys.stdout.buffer.write(poster.write(Content(Plan.objects.get(pk=2), director), "png"))
"""


def wall_map(data: Path, language: str) -> None:
    """Draw the wall map of the plan as a picture."""
    command = [sys.executable, ROOT / "manage.py", "shell", "-v", "0", "-c",
               DRAW.format(language=language)]  # fmt: skip
    done = subprocess.run(command, env=environment(data), capture_output=True, check=True)
    small = smaller(done.stdout)
    (OUT / f"wall-map-{language}.png").write_bytes(small)
    print(f"wall-map-{language}.png: {len(small) // 1024} kB", flush=True)


def main() -> None:
    """Photograph everything."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="comarca-pictures-") as folder:
        data = Path(folder)
        print("» Demo", flush=True)
        comarca(data, "demo")
        with served(data) as server, chromium() as browser:
            for language in ("es", "en"):
                before(browser, server.url, language)
            page = browser.new_context(viewport=WIDE, locale="en").new_page()
            log_in(page, server.url)
            page.goto(f"{server.url}/plans/2/proposals/")
            page.locator("form[action*='take'] button").first.click()
            page.wait_for_load_state("networkidle")
            for language in ("es", "en"):
                after(browser, server.url, language)
            open_map(page, f"{server.url}/map/?plan=2")
            keep(page, "map")
            for language in ("es", "en"):
                wall_map(data, language)


if __name__ == "__main__":
    main()

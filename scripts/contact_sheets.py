"""Photograph every page there is a link to, at four widths, in both languages and themes.

Start a server with the demo inside, then: ``python scripts/contact_sheets.py ADDRESS FOLDER``. Each
page (one for each name of an address) is photographed once; what is wider than the screen, answers
with an error or complains in the console is printed. One sheet shows all pages of a look.
"""

import argparse
import html
import os
import re
import sys
from pathlib import Path
from urllib.parse import urljoin, urlparse

from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
WIDTHS = (390, 768, 1440, 1920)
LOOKS = [
    (lang, theme, width) for lang in ("es", "en") for theme in ("light", "dark") for width in WIDTHS
]
SKIP = re.compile(
    r"\.(mvt|svg|pdf|xlsx|csv|geojson|pmtiles)$|log-?out|/api/|/static/|export|/tiles/"
)
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader",
         "--enable-unsafe-swiftshader"]  # fmt: skip


def log_in(page: Page, address: str, email: str, password: str) -> None:
    """Log in by the form."""
    page.goto(f"{address}/account/login/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", password)
    page.locator("form:has([name=password]) button.btn-primary").first.click()
    page.wait_for_url(lambda url: "login" not in url)


def crawl(page: Page, address: str, most: int) -> dict[str, str]:
    """Return one path for each name of an address that links lead to."""
    import django
    from django.urls import Resolver404, resolve

    django.setup()
    found: dict[str, str] = {}
    queue = ["/"]
    while queue and len(found) < most:
        path = queue.pop(0)
        try:
            name = resolve(urlparse(path).path).view_name
        except Resolver404:
            continue
        if name in found or SKIP.search(path):
            continue
        answer = page.request.get(address + path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        found[name] = path
        body = answer.text()
        for href in re.findall(r'href="([^"#]+)"', body):
            there = urlparse(urljoin(address + path, html.unescape(href)))
            if f"{there.scheme}://{there.netloc}" == address:
                queue.append(there.path + (f"?{there.query}" if there.query else ""))
    return found


def look(
    browser: Browser, options: argparse.Namespace, pages: dict[str, str], one: tuple[str, str, int]
) -> None:
    """Photograph all pages in one language, theme and width, and make the sheet of them."""
    lang, theme, width = one
    folder = options.folder / f"{lang}-{theme}-{width}"
    folder.mkdir(parents=True, exist_ok=True)
    view = {"width": width, "height": 844 if width < 500 else 1000}
    context = browser.new_context(viewport=view, locale=lang, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    log_in(page, options.address, options.email, options.password)
    for name, path in pages.items():
        said.clear()
        answer = page.goto(options.address + path)
        page.wait_for_timeout(options.wait)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            said.append("wider than the screen")
        if answer is None or answer.status >= 400:
            said.append(f"answers {answer and answer.status}")
        if said:
            print(f"{lang} {theme} {width} {path}: {'; '.join(said)}", flush=True)
        page.screenshot(path=folder / f"{name.replace(':', '-')}.png")
    sheet(page, folder, pages, width)
    context.close()


def sheet(page: Page, folder: Path, pages: dict[str, str], width: int) -> None:
    """Lay the pictures of a folder side by side."""
    shown = {390: 300, 768: 460}.get(width, 620)
    figures = "".join(
        f"<figure><img src='{name.replace(':', '-')}.png' width={shown}>"
        f"<figcaption>{path}</figcaption></figure>"
        for name, path in pages.items()
    )
    style = (
        "body{display:flex;flex-wrap:wrap;gap:8px;font:12px sans-serif}"
        "figure{margin:0}img{border:1px solid #888}"
    )
    (folder / "sheet.html").write_text(f"<style>{style}</style>{figures}")
    page.set_viewport_size({"width": 1900, "height": 1000})
    page.goto((folder / "sheet.html").resolve().as_uri())
    page.screenshot(path=folder / "sheet.png", full_page=True)


def main() -> None:
    """Photograph everything, or the looks that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--email", default="admin@comarca.example")
    parser.add_argument("--password", default="comarca-demo")
    parser.add_argument(
        "--wait", type=int, default=700, help="milliseconds for each page to settle"
    )
    parser.add_argument("--most", type=int, default=120)
    parser.add_argument("--look", action="append", help="as in es-light-390; all by default")
    options = parser.parse_args()
    wanted = [one for one in LOOKS if not options.look or "-".join(map(str, one)) in options.look]
    with sync_playwright() as play:
        path = os.environ.get("COMARCA_CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()
        log_in(page, options.address, options.email, options.password)
        pages = crawl(page, options.address, options.most)
        print(f"{len(pages)} pages", flush=True)
        for one in wanted:
            look(browser, options, pages, one)


if __name__ == "__main__":
    sys.exit(main())

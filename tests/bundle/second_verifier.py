"""The verifier page in a headless browser, asked by many bundles at once."""

import base64
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

PAGE = Path(__file__).parents[2] / "linmeng" / "pages" / "static" / "verifier" / "verify.html"
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ASK = """(asked) => asked.map(([coded, key]) => {
  const raw = atob(coded), bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const { outcome, code, params, bundle } = Verifier.verify(bytes, key);
  return { outcome, code, params, results: bundle && bundle.results };
})"""
AT_ONCE = 200


@contextmanager
def opened_page() -> Iterator[Page]:
    """The page from the file system; any request for another address fails the test."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("REQUIRE_E2E") == "1":
            pytest.fail("chromium is missing: apt-get install chromium-headless-shell libatomic1")
        pytest.skip("chromium is missing: apt-get install chromium-headless-shell libatomic1")
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(PAGE.as_uri())
        yield page
        browser.close()
    assert set(asked) == {PAGE.as_uri()}


def verdicts(page: Page, containers: Sequence[tuple[bytes, str | None]]) -> list[dict[str, Any]]:
    """What the page says of each bundle, under the key the reader holds."""
    coded = [[base64.b64encode(container).decode(), key] for container, key in containers]
    parts = [coded[start : start + AT_ONCE] for start in range(0, len(coded), AT_ONCE)]
    return [verdict for part in parts for verdict in page.evaluate(ASK, part)]

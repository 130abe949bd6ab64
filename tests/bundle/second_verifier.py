"""The verifier page in a headless browser, asked by many bundles at once."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

PAGE = Path(__file__).parents[2] / "linmeng" / "pages" / "static" / "verifier" / "verify.html"
ASK = """(asked) => asked.map(([coded, key]) => {
  const raw = atob(coded), bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const { outcome, code, params, bundle } = Verifier.verify(bytes, key);
  return { outcome, code, params, results: bundle && bundle.results };
})"""
AT_ONCE = 200


@contextmanager
def opened_page(chromium: Browser) -> Iterator[Page]:
    """The page from the file system; any request for another address fails the test."""
    asked: list[str] = []
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(PAGE.as_uri())
    yield page
    page.close()
    assert set(asked) == {PAGE.as_uri()}


def verdicts(page: Page, containers: Sequence[tuple[bytes, str | None]]) -> list[dict[str, Any]]:
    """What the page says of each bundle, under the key the reader holds."""
    coded = [[base64.b64encode(container).decode(), key] for container, key in containers]
    parts = [coded[start : start + AT_ONCE] for start in range(0, len(coded), AT_ONCE)]
    return [verdict for part in parts for verdict in page.evaluate(ASK, part)]

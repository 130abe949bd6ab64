"""Log-in by WeChat: without the operator's keys there is nothing of it; with them, see with_keys.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browsing import Visits, path
from tests.cast import Cast

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/weixin/login/",
        "/accounts/weixin/login/callback/",
        "me/devices/weixin/",
        "me/devices/weixin/end/",
    ],
)
def test_without_keys_no_address_answers(cast: Cast, page: Visits, address: str) -> None:
    whole = address if address.startswith("/") else path(cast, address)
    for client in (page("stranger"), page("li")):
        assert (client.get(whole).status_code, client.post(whole).status_code) == (404, 404)


def test_without_keys_no_page_has_a_button(cast: Cast, page: Visits) -> None:
    pages = [
        page("stranger").get("/accounts/login/"),
        page("stranger").get("/accounts/login/code/"),
        page("li").get(path(cast, "me/devices/")),
        page("li").get(path(cast, "me")),
    ]
    assert [(one.status_code, "weixin" in one.content.decode()) for one in pages] == [(200, False)] * 4
    assert all("weixin" not in one.headers["Content-Security-Policy"] for one in pages)


def test_with_keys_everything_holds() -> None:
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "-p",
        "no:playwright",
        str(HERE / "with_keys.py"),
    ]
    leading = ("PYTEST_", "REQUIRE_", "LINMENG_DATABASE_URL")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(leading)}
    told = subprocess.run(
        words, cwd=HERE.parent.parent, env={**kept, "LINMENG_TEST_WEIXIN": "1"}, capture_output=True, text=True,
        check=False, timeout=180,
    )  # fmt: skip
    assert (told.returncode, " passed" in told.stdout) == (0, True), told.stdout[-6000:] + told.stderr[-2000:]

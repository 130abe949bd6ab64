"""The community worker's Monday, errand by errand, as she does it in a browser; taps, pages, letters are counted.

Minutes by a stated rule, not by a stop-watch: so long as a person takes, whatever the machine.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import openpyxl
import pypdfium2

from linmeng.common.clock import SHANGHAI
from tests.browser.visitor import Person

TAP_SECONDS, PAGE_SECONDS, SIGN_SECONDS, CALL_SECONDS = 4, 20, 1, 60
MONDAY = datetime(2026, 7, 6, 9, 0, tzinfo=SHANGHAI)
NEXT_MONDAY = datetime(2026, 7, 13, 9, 0, tzinfo=SHANGHAI)
HOTLINE = "街道网格平台"
HEADINGS = ["序号", "工单编号", "诉求类型", "诉求人", "联系电话", "诉求地址", "诉求内容", "受理时间", "办结时限",
            "办理结果", "办结时间", "承办人", "工单状态", "备注"]  # fmt: skip
PLACES = ("梧桐苑", "海棠高层", "银杏公寓")
COMPLAINTS = ("楼道灯坏了，晚上看不清台阶。", "垃圾房有异味，请多清运一次。", "地面停车把消防通道占了。",
              "雨水管堵了，雨天阳台往里倒水。", "电梯里的扶手松了。")  # fmt: skip


@dataclass
class Errand:
    """What one errand took."""

    name: str
    taps: int = 0
    pages: int = 0
    signs: int = 0
    calls: int = 0

    @property
    def seconds(self) -> int:
        """By the rule."""
        return (
            self.taps * TAP_SECONDS
            + self.pages * PAGE_SECONDS
            + self.signs * SIGN_SECONDS
            + self.calls * CALL_SECONDS
        )


@dataclass
class Clerk(Person):
    """A window that counts pages and typed signs, too, for the errand at hand."""

    errand: Errand = field(default_factory=lambda: Errand(""))

    def tap(self, selector: str) -> None:
        """Press; where it leads to another page, that page is read."""
        before = self.path
        super().tap(selector)
        self.page.wait_for_load_state()
        self.errand.pages += self.path != before

    def type(self, name: str, words: str) -> None:
        """Fill a field, sign by sign."""
        super().type(name, words)
        self.errand.signs += len(words)

    def choose_file(self, name: str, file: Path) -> None:
        """Press the button for a file and take the newest: two taps."""
        self.page.set_input_files(f"[name={name}]", file)
        self.taps += 2

    def take(self, selector: str) -> bytes:
        """Press a link to a file, which opens for the printer."""
        address = self.page.locator("main").locator(selector).first.get_attribute("href") or ""
        self.taps += 1
        return self.fetch(address if address.startswith("/") else f"{self.path.split('?')[0]}{address}")

    @contextmanager
    def at_work(self, name: str) -> Iterator[Errand]:
        """One errand, begun at the desk by one press."""
        self.errand = Errand(name)
        with self.counted() as taps:
            self.go("desk")
            self.taps += 1
            self.errand.pages += 1
            yield self.errand
        self.errand.taps = taps.number
        self.errand = Errand("")


def hang_boards(clerk: Clerk, compounds: int) -> Errand:
    """All boards by one button; the file opens for the printer."""
    with clerk.at_work("Boards of all compounds") as errand:
        clerk.tap("ul.doors a[href$='/monday/']")
        assert clerk.page.locator("input[name=compound]").count() == compounds
        with clerk.counted() as button:
            clerk.tap("form[action$='/monday/print/'] button")
        assert button.number == 1
        clerk.house.work()
        clerk.page.reload()
        posters = clerk.take("a.button[href$='/boards.pdf']")
    with pypdfium2.PdfDocument(io.BytesIO(posters)) as document:
        assert len(document) == clerk.page.locator("main ul.rows > li").count()
    return errand


def print_slips(clerk: Clerk) -> Errand:
    """The week's slips of all compounds: made by one press, printed by another."""
    with clerk.at_work("Answer slips of the week, made and printed") as errand:
        clerk.tap("ul.doors a[href$='/slips/']")
        if clerk.page.locator("form[action$='/slips/make/']").count():  # else they are numbered already
            clerk.tap("form[action$='/slips/make/'] button")
        clerk.house.work()
        assert clerk.take("a[href$='/slips.pdf']").startswith(b"%PDF")
    return errand


def call_neighbours(clerk: Clerk, most: int) -> Errand:
    """A call to each, and one press for what came of it."""
    with clerk.at_work("Neighbours called") as errand:
        clerk.tap("ul.doors a[href$='/calls/']")
        waiting = to_call(clerk)
        for _call in range(most):
            clerk.tap("button[name=result][value=reached]")
            errand.calls += 1
        assert to_call(clerk) == waiting - most
    return errand


def to_call(clerk: Clerk) -> int:
    """How many neighbours the page says are to be called; nobody has no number."""
    return int("".join(re.findall(r"\d+", clerk.page.inner_text("h1"))) or 0)


def sort_words(clerk: Clerk, number: int) -> Errand:
    """Open a voice, choose whose matter it is, take it up."""
    with clerk.at_work(f"{number} words sorted") as errand:
        for _word in range(number):
            clerk.page.locator(".masthead a[href$='/desk']").first.click()
            clerk.taps += 1
            clerk.tap("ul.doors a[href$='/voices/?state=received']")
            clerk.tap("a.row-title")
            clerk.choose("nature", "common_part")
            clerk.tap("form[action$='/take-up/'] button")
    return errand


def tickets_file(folder: Path, week: int) -> Path:
    """Ten tickets as a hotline exports them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{HOTLINE}工单导出"])
    sheet.append(HEADINGS)
    received = datetime(2026, 7, 3 if week == 1 else 10, 9, 30)  # noqa: DTZ001  as a workbook holds it
    for number in range(1, 11):
        place, words = PLACES[number % len(PLACES)], COMPLAINTS[number % len(COMPLAINTS)]
        sheet.append([
            number, f"T-{week}-{number:03d}", "投诉", "来电人", f"1310000{week}{number:03d}", f"{place}1号楼",
            f"{words}（{number}）", received, "2026-07-20 17:00", None, None, None, "待办理", "",
        ])  # fmt: skip
    path = folder / f"工单{week}.xlsx"
    book.save(path)
    return path


def take_in_tickets(clerk: Clerk, file: Path, *, first: bool) -> Errand:
    """The hotline's file as it is; only the first time their columns are looked at."""
    name = "Ten tickets of the hotline taken in" + (", the first time" if first else "")
    with clerk.at_work(name) as errand:
        clerk.tap("ul.doors a[href$='/tickets/']")
        clerk.tap("a.button[href$='/tickets/new/']")
        clerk.choose_file("file", file)
        if first:
            clerk.type("name", HOTLINE)
        else:
            clerk.page.select_option("[name=source]", HOTLINE)
            clerk.taps += 2
        clerk.tap("form.form button.button:not([type=button])")
        assert ("/columns/" in clerk.path) is first, clerk.path
        if first:
            clerk.tap("form.form button.button:not([type=button])")
        clerk.tap("form[action$='/take-in/'] button")
        assert "10" in clerk.page.inner_text("h1"), clerk.page.inner_text("h1")
    return errand


def fetch_brief(clerk: Clerk) -> Errand:
    """The sub-district's weekly brief as a sheet of A4."""
    with clerk.at_work("Weekly brief for the sub-district") as errand:
        clerk.tap("ul.doors a[href$='/brief/']")
        assert clerk.take("a.button[href*='brief.pdf']").startswith(b"%PDF")
    return errand


def table(errands: Sequence[Errand], waiting: int) -> str:
    """The part of docs/work-saved.md."""
    rows = [
        f"| {one.name} | {one.taps} | {one.pages} | {one.signs} | {one.calls} | {minutes(one.seconds)} |"
        for one in errands
    ]
    usual = [one for one in errands if not one.name.endswith("the first time")]
    return (
        "One Monday in the sample alliance with its thirteen compounds, counted by\n"
        "`tests/browser/test_clerks_monday.py`, which fails over twenty minutes. The minutes follow a rule, not a\n"
        f"stop-watch: {TAP_SECONDS} seconds a tap, {PAGE_SECONDS} a page read, {SIGN_SECONDS} a sign typed, "
        f"{CALL_SECONDS} a phone call. A tap more is counted\nfor the way back to the desk before each errand. "
        f"Several votes are open, so {waiting} neighbours are to be called; leaders call\n"
        "in their own buildings, and the clerk calls whom the table counts.\n\n"
        "| errand | taps | pages | signs | calls | minutes |\n|---|---|---|---|---|---|\n"
        + "\n".join(rows)
        + f"\n| a usual Monday | {sum(o.taps for o in usual)} | {sum(o.pages for o in usual)} "
        f"| {sum(o.signs for o in usual)} | {sum(o.calls for o in usual)} "
        f"| {minutes(sum(o.seconds for o in usual))} |\n"
    )


def minutes(seconds: int) -> str:
    """272 seconds are 4:32."""
    return f"{seconds // 60}:{seconds % 60:02d}"

"""The first day, step by step, as a secretary does it in a browser; every tap, field and page is counted."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from linmeng.people.bridge import roll_workbook
from tests.browser.house import House
from tests.browser.visitor import Person

SECRETARY, PHONE = "沈书记", "13711110001"
CLERK, CLERK_PHONE = "许社工", "13711110002"
DIRECTOR, DIRECTOR_PHONE = "顾主任", "13711110003"
LEADER, LEADER_PHONE = "陆桂英", "13711110004"
MANAGER, MANAGER_PHONE = "邵经理", "13711110005"
FIRST, SECOND = "桂花苑", "石榴里"
COMPANY = "示例安心物业"
REST = ("", "不动产登记", "", "1950", "", "自住", "", "")
"""The last columns of a line of the roll: who lives there, and what is left empty."""


@dataclass
class Founder(Person):
    """A window that also counts pages and fields."""

    fields: int = 0
    seen: list[str] = field(default_factory=list)

    def type(self, name: str, words: str) -> None:
        """Fill a field by its name, and count it."""
        super().type(name, words)
        self.fields += 1

    def select(self, name: str, value: str) -> None:
        """Choose from a list, and count it."""
        self.page.select_option(f"[name={name}]", value)
        self.fields += 1

    def tap(self, selector: str) -> None:
        """Press, count the tap and, where it led to another page, the page."""
        before = self.path
        super().tap(selector)
        self.page.wait_for_load_state()
        if self.path != before:
            self.note_page()

    def note_page(self) -> None:
        """This page is part of the way: it fits, and axe finds nothing."""
        checked = self.path in self.seen
        self.seen.append(self.path)
        assert self.fits(), f"{self.path} scrolls sideways"
        assert checked or self.axe() == [], self.path


def founding_code(house: House) -> str:
    """As the console prints it."""
    told = house.command("founding-code")
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", told.stdout)
    assert found is not None, told.stdout + told.stderr
    return found[0]


def found_alliance(founder: Founder) -> None:
    """From the front door through the code and the SMS to the steps."""
    founder.go("/")
    founder.note_page()
    founder.tap("a.button[href='/found/']")
    founder.type("code", founding_code(founder.house).lower().replace("-", " "))
    founder.type("name", "东镇业委会联盟")
    founder.type("slug", "dongzhen")
    founder.type("district", "长宁区")
    founder.type("area", "东镇")
    founder.type("secretary_name", SECRETARY)
    founder.type("secretary_phone", PHONE)
    founder.tap("form.form button.button")
    founder.type("code", founder.house.last_code(PHONE))
    founder.tap("form:has(#code) button.button")
    assert founder.path == "/a/dongzhen/setup/"


def current(founder: Person) -> str:
    """The number of the step that is next."""
    return (founder.page.locator("li.step[aria-current]").get_attribute("id") or "").removeprefix("step-")


def next_action(founder: Person) -> None:
    """The one clear thing to do."""
    founder.tap("li.step[aria-current] .actions .button:not(.quiet)")


def enter_company(founder: Founder) -> None:
    """Step 1: the property company; the other two bodies came with the founding."""
    assert current(founder) == "1"
    next_action(founder)
    founder.select("kind", "property_company")
    founder.type("name", COMPANY)
    founder.tap("form.form button.button")
    founder.tap("a.button.quiet[href$='/setup/']")


def enter_compounds(founder: Founder) -> None:
    """Step 2: one with a committee in office, one without any."""
    assert current(founder) == "2"
    next_action(founder)
    for name, value in {
        "name": FIRST, "address": "桂花路示例1弄", "code": "gh", "built_year": "1992", "company": COMPANY,
        "service_from": "2022-01-01", "term": "3", "members": "3", "starts_on": "2024-03-01",
        "ends_on": "2029-02-28", "filing": "备2024-3",
    }.items():  # fmt: skip
        founder.type(name, value)
    founder.select("state", "in_office")
    founder.tap("button[name=next]")
    for name, value in {
        "name": SECOND, "address": "石榴路示例2弄", "code": "sl", "company": COMPANY, "service_from": "2023-05-01",
    }.items():  # fmt: skip
        founder.type(name, value)
    founder.select("state", "vacant")
    founder.tap("form.form .actions button.button:not(.quiet)")
    assert founder.path == "/a/dongzhen/setup/"


def roll_of(folder: Path, code: str, owners: dict[str, tuple[str, str]]) -> Path:
    """A small roll: one building, a room for each owner (name, phone)."""
    lines = [
        ("1号楼", "1号", room, "", "住宅", "80.00", "产权登记", "已售", name, phone, *REST)
        for room, (name, phone) in owners.items()
    ]
    path = folder / f"{code}.xlsx"
    path.write_bytes(roll_workbook(lines, with_example=False))
    return path


def read_in_roll(founder: Founder, roll: Path) -> None:
    """Step 3: upload, look, confirm; then back to the steps."""
    assert current(founder) == "3"
    next_action(founder)
    founder.page.set_input_files("main input[type=file]", roll)
    founder.fields += 1
    founder.tap("form button.button:not([type=button])")
    founder.tap("a.button[href$='/commit/']")
    founder.page.check("input[name=understood]")
    founder.tap("form.confirm button.button")
    founder.go("setup/")
    founder.note_page()


def give_seats(founder: Founder) -> None:
    """Step 4: five people at once; two of them stand on the roll, one without a number."""
    assert current(founder) == "4"
    next_action(founder)
    lines = [
        (CLERK, CLERK_PHONE, "社工", "", ""),
        (DIRECTOR, DIRECTOR_PHONE, "业委会主任", FIRST, ""),
        (MANAGER, MANAGER_PHONE, "物业经理", FIRST, ""),
        (LEADER, LEADER_PHONE, "楼组长", FIRST, "1号楼"),
        ("不在册", "13711110009", "业委会委员", FIRST, ""),
    ]
    for number, (name, phone, role, compound, building) in enumerate(lines, start=1):
        for key, value in {"name": name, "phone": phone, "compound": compound, "building": building}.items():
            if value:
                founder.type(f"{key}-{number}", value)
        founder.select(f"role-{number}", role)
    founder.tap("form.form button.button")
    founder.note_page()
    assert founder.page.locator("tr.stuck").count() == 1, "who owns nothing here cannot be a member"
    founder.tap("button[name=take]")
    assert founder.path == "/a/dongzhen/setup/"


def propose_charter(founder: Founder) -> None:
    """Step 5: from the community worker's seat to the secretary's, and the model charter as it stands."""
    founder.tap("#step-5 form button.button")
    assert founder.path == "/a/dongzhen/charter/propose/"
    assert "东镇业委会联盟" in founder.page.input_value("[name=title]")
    assert "第十条" in founder.page.input_value("[name=text]")
    founder.tap("form.form button.button")
    assert founder.path == "/a/dongzhen/charter/1/"
    founder.go("setup/")
    founder.note_page()


def reach_letters(founder: Founder) -> str:
    """Step 6: from the secretary's seat back to the community worker's, and on to the letters' page."""
    button = founder.page.locator("#step-6 form button.button")
    if button.count() == 0:
        return ""
    founder.tap("#step-6 form button.button")
    return founder.path


def hang_poster(founder: Founder) -> bytes:
    """Step 7: the first poster."""
    founder.go("setup/")
    founder.tap("#step-7 .actions a.button")
    address = founder.page.locator("main a.button[href$='poster.pdf']").get_attribute("href") or ""
    return founder.fetch(address)

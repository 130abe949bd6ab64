"""The alliance's pages and the roll pages, as each of the cast sees them."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.actions import add_facility, propose_charter, set_share_switch
from linmeng.alliance.models import Body, CharterAdoption, CommitteeTerm, Compound, Facility, Strength
from linmeng.common import clock
from linmeng.people.bridge import roll_workbook
from linmeng.people.bridge.template import EXAMPLE
from linmeng.people.models import Ownership, RollImport
from tests.browsing import path
from tests.cast import CAST, SINCE, Cast

Page = Callable[..., Client]
NEW_ROLL = roll_workbook(EXAMPLE)


@pytest.mark.parametrize("rest", ["alliance", "charter/", "strengths/", "c/wt/", "c/ht/", "alliance.xlsx"])
@pytest.mark.parametrize("who", CAST)
def test_open_pages_are_open_to_all(cast: Cast, page: Page, who: str, rest: str) -> None:
    assert page(who).get(path(cast, rest)).status_code == 200


# what each sees: 200, 403 (a neighbour without the office), 404 (of another compound), 302 (log in first)
SEEN = {
    "roll/wt/": {"wang": 200, "he": 200, "sun": 200, "zhao": 200, "wu": 200, "qian": 404, "stranger": 302},
    "roll/wt/roll.xlsx": {"wang": 200, "he": 200, "sun": 200, "qian": 404, "stranger": 302},
    "roll/wt/template.xlsx": {
        "wang": 200,
        "he": 200,
        "sun": 200,
        "zhao": 200,
        "wu": 200,
        "qian": 404,
        "stranger": 302,
    },
    "roll/wt/import/new/": {"wang": 200, "he": 200, "sun": 200, "qian": 404, "stranger": 302},
    "roll/ht/": {"sun": 200, "qian": 403, "feng": 403, "stranger": 302},
    "c/wt/facilities/new/": {"wang": 200, "he": 200, "sun": 200, "wu": 200, "qian": 404, "stranger": 302},
    "c/wt/strengths/new/": {"wang": 200, "he": 200, "sun": 200, "wu": 200, "qian": 404, "stranger": 302},
    "c/wt/rules/new/": {"wang": 200, "he": 200, "sun": 200, "qian": 404, "stranger": 302},
    "c/wt/share/": {"wang": 200, "he": 200, "qian": 404, "stranger": 302},
    "c/wt/committee/": {"sun": 200, "qian": 404, "stranger": 302},
    "c/wt/committee/term/": {"sun": 200, "qian": 404, "stranger": 302},
    "charter/propose/": {"wang": 200, "feng": 200, "stranger": 302},
}


@pytest.mark.parametrize("rest", SEEN)
@pytest.mark.parametrize("who", CAST)
def test_kept_pages_by_each_of_the_cast(cast: Cast, page: Page, who: str, rest: str) -> None:
    other = 404 if rest.startswith("roll/ht") else 403
    assert page(who).get(path(cast, rest)).status_code == SEEN[rest].get(who, other)


def test_unknown_compound_is_404(cast: Cast, page: Page) -> None:
    for rest in ("c/xx/", "roll/xx/", "charter/9/"):
        assert page("sun").get(path(cast, rest)).status_code == 404


def test_roll_without_code_leads_to_the_code(cast: Cast, page: Page) -> None:
    answer = page("sun", second_factor=False).get(path(cast, "roll/wt/import/new/"))
    assert answer.status_code == 302
    assert "/confirm/" in answer["Location"]


def test_names_are_whole_for_who_keeps_the_roll_and_masked_for_others(cast: Cast, page: Page) -> None:
    whole, masked = "李秋生", "李*"
    seen = {who: page(who).get(path(cast, "roll/wt/")).content.decode() for who in ("sun", "zhao", "wu")}
    assert {who: (whole in text, masked in text) for who, text in seen.items()} == {
        "sun": (True, False),
        "zhao": (True, False),
        "wu": (False, True),
    }


def test_roll_is_searched_by_code_and_name(cast: Cast, page: Page) -> None:
    text = page("sun").get(path(cast, "roll/wt/") + "?q=李").content.decode()
    assert ("3-101" in text, "3-102" in text) == (True, False)


def _upload(cast: Cast, page: Page, content: bytes, name: str = "roll.xlsx", once: str = "k1") -> str:
    file = SimpleUploadedFile(name, content)
    answer = page("sun").post(path(cast, "roll/ht/import/new/"), {"file": file, "once": once})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def test_roll_travels_from_upload_over_preview_to_commit(cast: Cast, page: Page) -> None:
    where = _upload(cast, page, NEW_ROLL)
    shown = page("sun").get(where).content.decode()
    assert "3-102" in shown and f"{where}commit/" in shown
    assert page("qian").get(where).status_code == 403
    assert page("sun").post(f"{where}commit/", {}).status_code == 200  # the tick is missing
    assert Ownership.objects.filter(unit__compound=cast.next_door, valid_to=None).count() == 1
    assert page("sun").post(f"{where}commit/", {"understood": "1"})["Location"] == where
    names = Ownership.objects.filter(unit__compound=cast.next_door, valid_to=None).values_list(
        "person__name", flat=True
    )
    assert sorted(names) == ["张示例", "李示例", "王示例", "示例房地产开发有限公司"]
    assert page("qian").get(where).status_code == 404  # no owner there any more
    assert page("wang").get(where).status_code == 404


def test_sending_the_file_twice_makes_one_upload(cast: Cast, page: Page) -> None:
    assert _upload(cast, page, NEW_ROLL) == _upload(cast, page, NEW_ROLL)
    assert RollImport.objects.count() == 1


def test_unreadable_file_is_a_sentence_in_the_form(cast: Cast, page: Page) -> None:
    assert "a.xlsx" in _upload(cast, page, b"%PDF-1.7", "a.xlsx")
    assert RollImport.objects.count() == 0


def test_faults_are_filtered_by_column_and_commit_is_not_offered(cast: Cast, page: Page) -> None:
    lines = "楼栋,室号,建筑面积(㎡),产权人姓名,手机\n3,101,80.005,甲,\n3,102,80,乙,12\n"
    where = _upload(cast, page, lines.encode(), "a.csv")
    both = page("sun").get(where).content.decode()
    assert "80.005" in both and "“12”" in both and f"{where}commit/" not in both
    one = page("sun").get(where, {"column": "手机"}).content.decode()
    assert "80.005" not in one and "“12”" in one
    assert page("sun").get(f"{where}commit/")["Location"] == where
    assert page("sun").post(f"{where}aside/")["Location"] == path(cast, "roll/ht/")


def test_excel_out_has_the_units(cast: Cast, page: Page) -> None:
    content = page("sun").get(path(cast, "roll/wt/roll.xlsx")).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content))["名册"].iter_rows(values_only=True))
    assert (rows[1][3], rows[1][5], rows[1][8]) == ("3-101", 100, "李秋生")
    assert len(rows) == 10


def _more_compounds(number: int) -> None:
    for place in range(number):
        compound = Compound.objects.create(code=f"m{place}", name=f"示例{place}里", address="示例路")
        body = Body.objects.create(kind="owners_committee", name=f"示例{place}里业委会", compound=compound)
        CommitteeTerm.objects.create(body=body, number=1, state="in_office", starts_on=SINCE)
        Facility.objects.create(compound=compound, kind="lift", name="电梯", condition="worn", risk=3)
        Strength.objects.create(compound=compound, kind="tool", title="大锯")


@pytest.mark.parametrize("rest", ["alliance", "charter/", "strengths/", "roll/wt/"])
def test_statements_do_not_grow_with_rows(cast: Cast, page: Page, rest: str) -> None:
    propose_charter(cast.actor("feng"), title="章程", text="第一条")
    client, counted = page("sun"), []
    for more in (1, 2):
        if rest != "roll/wt/":
            _more_compounds(more) if more == 1 else _eleven()
        client.get(path(cast, rest))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(path(cast, rest)).status_code == 200
        counted.append(len(found))
        if rest == "roll/wt/":
            Ownership.objects.filter(person__in=cast.neighbours[2:]).update(valid_to=SINCE)
    assert counted[0] == counted[1]


def _eleven() -> None:
    for place in range(10):
        Compound.objects.create(code=f"n{place}", name=f"另{place}里", address="示例路")


def test_overview_puts_what_is_stuck_first(cast: Cast, page: Page) -> None:
    text = page("stranger").get(path(cast, "alliance")).content.decode()
    assert text.index("海棠里") < text.index("梧桐苑")  # no committee was ever formed there
    assert text.count('class="stuck"') == 1


def test_hidden_figures_stay_hidden(cast: Cast, page: Page) -> None:
    for subject in ("matters", "projects", "votes", "facilities"):
        set_share_switch(cast.actor("wang"), compound_id=cast.compound.id, subject=subject, level="nothing")
    add_facility(
        cast.actor("wang"),
        compound_id=cast.compound.id,
        kind="garage",
        name="立体车库",
        condition="bad",
        risk=5,
    )
    rows = list(_workbook(page("qian").get(path(cast, "alliance.xlsx")).content))
    assert next(row for row in rows if row[0] == "梧桐苑")[2:7] == (None,) * 5
    assert "立体车库" not in page("qian").get(path(cast, "c/wt/")).content.decode()
    assert "立体车库" in page("li").get(path(cast, "c/wt/")).content.decode()


def _workbook(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_director_adopts_the_charter_on_the_page(cast: Cast, page: Page) -> None:
    now = clock.now()
    propose_charter(cast.actor("feng", at=now), title="章程", text="第一条 互帮互助")
    given = {
        "decided_on": clock.local_day(now).isoformat(),
        "members_present": "2",
        "members_for": "2",
        "once": "a1",
    }
    where = path(cast, "charter/1/adopt/")
    assert page("wang").post(where, given).status_code == 409  # two of five are no meeting
    assert page("wang").post(where, given | {"members_present": "4", "members_for": "3"}).status_code == 302
    assert CharterAdoption.objects.get().outcome == "adopted"
    assert [page(who).get(where).status_code for who in ("sun", "qian", "feng")] == [403, 403, 403]
    assert "第一条 互帮互助" in page("stranger").get(path(cast, "charter/")).content.decode()


def test_profile_forms_write_and_lead_back(cast: Cast, page: Page) -> None:
    home = path(cast, "c/wt/")
    facility = {"kind": "lift", "name": "2号梯", "condition": "worn", "risk": "4", "once": "f1"}
    assert page("wu").post(f"{home}facilities/new/", facility)["Location"] == home
    strength = {"kind": "tool", "title": "大锯", "words": "", "offered": "on", "once": "s1"}
    assert page("wang").post(f"{home}strengths/new/", strength)["Location"] == home
    rules = {
        "valid_from": "2026-08-01",
        "unclear": "invalid",
        "repeat": "last",
        "owner_at": "casting",
        "small_works_limit": "5000",
        "once": "r1",
    }
    assert page("wang").post(f"{home}rules/new/", rules)["Location"] == home
    shares = {
        "matters": "titles",
        "projects": "counts",
        "votes": "counts",
        "facilities": "nothing",
        "once": "h1",
    }
    assert page("wang").post(f"{home}share/", shares)["Location"] == home
    state = {"state": "in_reelection", "on": "2026-07-01", "filing": "", "once": "c1"}
    assert page("sun").post(f"{home}committee/", state)["Location"] == home
    term = {
        "number": "3",
        "members": "5",
        "starts_on": "2026-07-05",
        "ends_on": "2030-07-05",
        "filing": "备1",
        "once": "t1",
    }
    assert page("sun").post(f"{home}committee/term/", term)["Location"] == home
    assert CommitteeTerm.objects.get(number=3).state == "in_office"
    pk, strong = Facility.objects.get().id, Strength.objects.get().id
    assert (
        page("wu").post(f"{home}facilities/{pk}/", {"condition": "bad", "risk": "5", "once": "f2"})[
            "Location"
        ]
        == home
    )
    assert page("he").post(f"{home}strengths/{strong}/", {"title": "锯", "once": "s2"})["Location"] == home
    assert (Facility.objects.get().risk, Strength.objects.get().offered) == (5, False)
    assert page("sun").get(path(cast, f"c/ht/facilities/{pk}/")).status_code == 404


def test_import_units_prints_the_preview_and_commits(cast: Cast, tmp_path, capsys) -> None:
    file = tmp_path / "roll.xlsx"
    file.write_bytes(NEW_ROLL)
    call_command("import_units", file, slug="dongzhen", compound="ht")
    assert "新 new 2 · 变 changed 1 · 减 gone 0" in capsys.readouterr().out
    assert not RollImport.objects.filter(state="committed").exists()
    call_command("import_units", file, slug="dongzhen", compound="ht", commit=True)
    assert RollImport.objects.filter(state="committed").count() == 1


def test_import_units_ends_with_2_on_faults(cast: Cast, tmp_path, capsys) -> None:
    file = tmp_path / "roll.csv"
    file.write_text("楼栋,室号,建筑面积(㎡),产权人姓名\n3,101,80.005,甲\n", encoding="gb18030")
    with pytest.raises(SystemExit) as ended:
        call_command("import_units", file, slug="dongzhen", compound="ht", commit=True)
    assert ended.value.code == 2
    assert "80.005" in capsys.readouterr().err

"""The forms of the first day: what is refused with which sentence, and what sending twice or by two changes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linmeng.alliance.models import Body, CommitteeTerm, Compound
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.setup.standing import at, faults, standing

COMPOUND = {"name": "桂花苑", "address": "桂花路1弄", "code": "gh"}
IN_OFFICE = {"state": "in_office", "term": "3", "members": "5", "starts_on": "2024-03-01", "filing": "备1"}
LONG = "长" * 200
BAD = [
    ("setup/area/", {"place": "cn-mars", "name": "东镇"}, ["place"]),
    ("setup/area/", {"place": "cn-shanghai", "name": ""}, ["name"]),
    ("setup/area/", {"place": "cn-shanghai", "name": LONG, "district": LONG, "street": LONG}, ["district", "name", "street"]),
    ("setup/bodies/", {"kind": "property_company", "name": ""}, ["name"]),
    ("setup/bodies/", {"kind": "property_company", "name": LONG}, ["name"]),
    ("setup/bodies/", {"kind": "owners_committee", "name": "某业委会"}, ["kind"]),
    ("setup/bodies/", {"kind": "property_company", "name": "安居物业"}, ["__all__"]),
    ("setup/bodies/BODY/", {"name": ""}, ["name"]),
    ("setup/bodies/BODY/", {"name": LONG}, ["name"]),
    ("setup/bodies/BODY/", {"name": "安心物业"}, ["__all__"]),
    ("setup/compounds/new/", COMPOUND | {"name": ""}, ["name"]),
    ("setup/compounds/new/", COMPOUND | {"address": " "}, ["address"]),
    ("setup/compounds/new/", COMPOUND | {"code": "桂花"}, ["code"]),
    ("setup/compounds/new/", COMPOUND | {"code": "wt"}, ["code"]),
    ("setup/compounds/new/", COMPOUND | {"name": "梧桐苑"}, ["name"]),
    ("setup/compounds/new/", COMPOUND | {"built_year": "1300"}, ["built_year"]),
    ("setup/compounds/new/", COMPOUND | {"company": "安心物业"}, ["service_from"]),
    ("setup/compounds/new/", COMPOUND | {"company": "安心物业", "service_from": "去年"}, ["service_from"]),
    ("setup/compounds/new/", COMPOUND | {"state": "in_office"}, ["filing", "members", "starts_on", "term"]),
    ("setup/compounds/new/", COMPOUND | IN_OFFICE | {"members": "2"}, ["members"]),
    ("setup/compounds/new/", COMPOUND | IN_OFFICE | {"members": "4"}, ["__all__"]),
    ("setup/compounds/new/", COMPOUND | IN_OFFICE | {"ends_on": "2023-03-01"}, ["__all__"]),
    ("setup/compounds/new/", COMPOUND | {"state": "splendid"}, ["state"]),
]  # fmt: skip


@pytest.mark.parametrize(("place", "told", "fields"), BAD)
def test_what_is_told_wrongly_is_said_at_its_field(
    cast: Cast, page: Visits, place: str, told: dict[str, str], fields: list[str]
) -> None:
    Body.objects.create(kind="property_company", name="安心物业")
    before = standing()
    answer = page("sun").post(at(cast, place), told | {"once": "x"})
    assert (answer.status_code, faults(answer)) == (200, fields)
    assert standing() == before


LINES = ["setup/compounds/table/", "setup/people/"]
FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.xlsx", b"", "file"),
    "too_large": ("a.csv", b"x" * (2 * 1024 * 1024 + 1), "file"),
    "pdf": ("a.pdf", b"%PDF-1.7", "__all__"),
    "picture": ("a.xlsx", b"\x89PNG\r\n\x1a\n", "__all__"),
    "damaged": ("a.xlsx", b"PK\x03\x04 broken", "__all__"),
    "other_name": ("a.doc", "姓名\t手机\n".encode(), "__all__"),
}


@pytest.mark.parametrize("place", LINES)
@pytest.mark.parametrize("kind", FILES)
def test_file_that_is_no_table_is_refused_with_a_sentence(
    cast: Cast, page: Visits, place: str, kind: str
) -> None:
    name, content, field = FILES[kind]
    answer = page("sun").post(path(cast, place), {"lines": "", "file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, faults(answer)) == (200, [field])


@pytest.mark.parametrize(
    ("place", "headings"), [("setup/compounds/table/", "小区名称\t代码\n"), ("setup/people/", "姓名\t手机\n")]
)
@pytest.mark.parametrize("lines", ["", "  \n ", "HEADINGS", "某某\t1\n" * 302, "x" * 60_001])
def test_lines_that_say_nothing_or_too_much_are_refused(
    cast: Cast, page: Visits, place: str, headings: str, lines: str
) -> None:
    before, told = standing(), lines.replace("HEADINGS", headings)
    answer = page("sun").post(path(cast, place), {"lines": told, "take": "1", "once": "x"})
    assert (answer.status_code, len(faults(answer))) == (200, 1)
    assert standing() == before


TWICE = [
    ("setup/area/", {"place": "cn-shanghai", "name": "东镇", "district": "长宁区", "street": ""}),
    ("setup/bodies/", {"kind": "property_company", "name": "新物业"}),
    ("setup/bodies/BODY/", {"name": "安居乐业物业"}),
    ("setup/compounds/new/", COMPOUND | IN_OFFICE | {"company": "安心物业", "service_from": "2022-01-01"}),
    ("setup/compounds/table/", {"lines": "桂花苑\tgh\t桂花路1弄\n石榴里\tsl\t石榴路2弄", "take": "1"}),
    (
        "setup/people/",
        {"lines": "新人\t13711110009\t社工\n邵经理\t13711110005\t物业经理\t梧桐苑", "take": "1"},
    ),
]


@pytest.mark.parametrize(("place", "told"), TWICE)
def test_step_sent_twice_is_done_once(cast: Cast, page: Visits, place: str, told: dict[str, str]) -> None:
    client, before = page("sun"), standing()
    first = client.post(at(cast, place), told | {"once": "one"})
    done = standing()
    second = client.post(at(cast, place), told | {"once": "one"})
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert done["Entry"] > before["Entry"]
    assert standing() == done


@pytest.mark.parametrize(("place", "told"), TWICE)
def test_step_done_again_changes_nothing(cast: Cast, page: Visits, place: str, told: dict[str, str]) -> None:
    client = page("sun")
    client.post(at(cast, place), told | {"once": "one"})
    done = standing()
    again = client.post(at(cast, place), told | {"once": "two"})
    refused = place in ("setup/bodies/", "setup/compounds/new/")
    assert again.status_code == (200 if refused else 302)
    assert not refused or faults(again)
    assert standing() == done


@pytest.mark.parametrize(
    ("place", "told", "fields"),
    [
        ("setup/bodies/", {"kind": "property_company", "name": "新物业"}, ["__all__"]),
        ("setup/compounds/new/", COMPOUND, ["code", "name"]),
    ],
)
def test_of_two_who_enter_the_same_the_later_is_told(
    cast: Cast, page: Visits, place: str, told: dict[str, str], fields: list[str]
) -> None:
    clerk, secretary = page("sun"), page("feng")
    for client in (clerk, secretary):
        assert client.get(path(cast, place)).status_code == 200
    assert clerk.post(path(cast, place), told | {"once": "hers"}).status_code == 302
    done = standing()
    later = secretary.post(path(cast, place), told | {"once": "his"})
    assert (later.status_code, faults(later)) == (200, fields)
    assert standing() == done


def test_secretary_enters_a_compound_but_not_how_its_committee_stands(cast: Cast, page: Visits) -> None:
    terms = CommitteeTerm.objects.count()
    shown = page("feng").get(path(cast, "setup/compounds/new/")).content.decode()
    assert 'name="address"' in shown and 'name="state"' not in shown
    assert (
        page("feng")
        .post(path(cast, "setup/compounds/new/"), COMPOUND | IN_OFFICE | {"once": "x"})
        .status_code
        == 302
    )
    assert Compound.objects.filter(code="gh").count() == 1
    assert CommitteeTerm.objects.count() == terms

"""The list that goes to a city's platform: masked, without what could be joined, and read back as it is."""

import io
from datetime import timedelta

import openpyxl
import pytest
import time_machine

from linmeng.assembly.models import Vote
from linmeng.assembly.queries.city import voters_for_city
from linmeng.people.models import Look, Ownership, Person
from tests.assembly.test_city import HEADINGS, SOUND, as_csv
from tests.assembly.trust import acting_for, owner_of_unit, second_owner
from tests.assembly.votes import AFTER, WHILE_OPEN, drafted_vote, entry_of, noticed_vote
from tests.browsing import Visits, path
from tests.cast import NOON, SINCE, Cast

EVERYONE = ("wang", "he", "sun", "zhao", "wu", "li", "chen", "qian", "stranger")


def lines(content: bytes) -> list[list[object]]:
    return [
        list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    ]


def names(vote: Vote, unit: str) -> list[str]:
    return [one.owner for one in voters_for_city(vote, NOON.date()) if one.unit == unit]


def test_one_masked_line_an_owner(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-101"], person=cast.people["chen"], valid_from=SINCE)
    vote = noticed_vote(cast)
    found = voters_for_city(vote, NOON.date())
    assert len(found) == 10
    assert sorted(names(vote, "3-101")) == sorted([cast.people["li"].masked, cast.people["chen"].masked])
    assert all(one.whole is None for one in found)


def test_named_co_owner_stands_alone_and_the_dead_not_at_all(cast: Cast) -> None:
    second_owner(cast, "3-201", "chen", speaks=True)
    acting_for(cast, "feng", "3-301", "heir")
    vote = noticed_vote(cast)
    assert names(vote, "3-201") == [cast.people["chen"].masked]
    assert names(vote, "3-301") == []


def test_owners_with_one_mask_stand_with_their_whole_names(cast: Cast) -> None:
    twin = Person.objects.create(name="李秋水")
    Ownership.objects.create(unit=cast.units["3-101"], person=twin, valid_from=SINCE)
    assert twin.masked == cast.people["li"].masked
    vote = noticed_vote(cast)
    assert sorted(names(vote, "3-101")) == sorted(["李秋生", "李秋水"])


def test_who_downloads_it_and_when(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    where = path(cast, f"votes/{vote.id}/city/list.xlsx")
    with time_machine.travel(WHILE_OPEN, tick=False):
        found = {who: page(who).get(where).status_code for who in EVERYONE}
        assert [who for who, status in found.items() if status == 200] == ["wang", "he", "sun"]
        assert found["qian"] == 404 and page("sun", second_factor=False).get(where).status_code == 302
        assert where in page("sun").get(path(cast, f"votes/{vote.id}/city/")).text
    with time_machine.travel(AFTER, tick=False):
        assert page("sun").get(where).status_code == 409
        assert where not in page("sun").get(path(cast, f"votes/{vote.id}/city/")).text


def test_draft_has_no_list(cast: Cast, page: Visits) -> None:
    vote = drafted_vote(cast)
    with time_machine.travel(NOON, tick=False):
        assert page("wang").get(path(cast, f"votes/{vote.id}/city/list.xlsx")).status_code == 409


def test_list_filled_in_comes_back_without_a_fault(cast: Cast, page: Visits) -> None:
    """Two answer, the others stay silent; the whole names of two with one mask are a look."""
    twin = Person.objects.create(name="李秋水")
    Ownership.objects.create(unit=cast.units["3-101"], person=twin, valid_from=SINCE)
    vote = noticed_vote(cast)
    with time_machine.travel(WHILE_OPEN, tick=False):
        got = page("sun").get(path(cast, f"votes/{vote.id}/city/list.xlsx"))
        assert set(Look.objects.filter(what="city_list").values_list("person_id", flat=True)) == {
            twin.id,
            cast.people["li"].id,
        }
    book = openpyxl.load_workbook(io.BytesIO(got.content))
    sheet = book.active
    heads = [cell.value for cell in sheet[3]]
    assert heads == ["房号", "业主姓名", "专有部分面积（平方米）", vote.questions.get().text, "投票时间"]
    assert vote.roll_sha256 in sheet["A2"].value
    text = " ".join(str(cell) for row in lines(got.content) for cell in row)
    assert entry_of(vote, "3-102").owner_masks[0] not in text.split()
    for row, answer in ((4, "同意"), (5, "不同意")):
        sheet.cell(row, 4, answer)
        sheet.cell(row, 5, "2026-07-24 08:15:00")
    kept = io.BytesIO()
    book.save(kept)
    kept.seek(0)
    kept.name = "back.xlsx"
    with time_machine.travel(AFTER + timedelta(minutes=1), tick=False):
        sun = page("sun")
        put_in = sun.post(path(cast, f"votes/{vote.id}/city/"), {"platform": "上海物业", "file": kept})
        found = sun.get(put_in.url).context["found"]
        assert (found.ballots, found.faults, found.silent, found.missing) == (2, [], 8, [])


@pytest.mark.parametrize("answer", ["=A1", "也许"])
def test_line_with_words_or_a_formula_is_no_silent_one(cast: Cast, page: Visits, answer: str) -> None:
    vote = noticed_vote(cast)
    row = [*SOUND[0][:2], answer, ""]
    file = io.BytesIO(as_csv([row, SOUND[1]], HEADINGS))
    file.name = "a.csv"
    with time_machine.travel(AFTER, tick=False):
        sun = page("sun")
        put_in = sun.post(path(cast, f"votes/{vote.id}/city/"), {"platform": "上海物业", "file": file})
        found = sun.get(put_in.url).context["found"]
        assert (found.ballots, found.silent, found.left_out) == (1, 0, 1)
    assert owner_of_unit(cast, "3-101") == cast.people["li"]

"""A character that the paper's font lacks is told before any number is given out."""

from collections.abc import Iterator

import pytest
import time_machine

from linmeng.alliance.models import Building, Compound
from linmeng.assembly.models import BallotPaper, Vote
from linmeng.common import clock
from linmeng.ground.models import IdempotencyKey
from linmeng.pages.printing.glyphs import drawable
from linmeng.papers.models import PrintRun, Sheet
from linmeng.people.models import CodeLetter
from tests.assembly.votes import WHILE_OPEN, noticed_vote
from tests.browsing import Visits, path
from tests.cast import Cast
from tests.notices.telling import prefer, tell

RARE = "𠮷"


@pytest.fixture
def voting_hours() -> Iterator[None]:
    with time_machine.travel(WHILE_OPEN, tick=False):
        yield


def nothing_issued() -> bool:
    rows = (PrintRun, Sheet, CodeLetter, BallotPaper, IdempotencyKey)
    return [model.objects.count() for model in rows] == [0] * len(rows)  # type: ignore[attr-defined]


def building(cast: Cast) -> Building:
    return cast.units["3-101"].building


def issue(cast: Cast, page: Visits, **told: str) -> tuple[int, str]:
    day = clock.local_day(clock.now()).isoformat()
    answer = page("wang").post(path(cast, "letters/wt/issue/"), {"expires_on": day, "once": "a"} | told)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("told", [{}, {"building": "3"}, {"door": "3-101"}])
def test_letters_of_a_building_with_a_rare_name_are_not_issued(
    cast: Cast, page: Visits, told: dict[str, str]
) -> None:
    Building.objects.filter(pk=building(cast).pk).update(name=f"{RARE}楼")
    if "building" in told:
        told = {"building": str(building(cast).pk)}
    status, text = issue(cast, page, **told)
    assert status == 200 and f"纸上的字体里没有“{RARE}”这个字" in text and f"{RARE}楼" in text
    assert nothing_issued()
    Building.objects.filter(pk=building(cast).pk).update(name="吉楼")
    assert issue(cast, page, **told)[0] == 302 and CodeLetter.objects.exists()


def test_letters_of_other_buildings_are_issued(cast: Cast, page: Visits) -> None:
    other = Building.objects.create(compound=cast.compound, code="9", name=f"{RARE}楼")
    assert Building.objects.filter(pk=other.pk, name__contains=RARE).exists()
    assert issue(cast, page)[0] == 302  # nobody lives there: no letter goes to it


def test_slips_with_a_rare_character_are_printed_with_a_mark_and_the_clerk_is_told(
    cast: Cast, page: Visits
) -> None:
    prefer(cast.people["li"], "paper")
    tell(cast, "li", title=f"{RARE}家门口的路灯")
    told = page("sun").post(path(cast, "slips/make/"), {"once": "one"}, follow=True).content.decode()
    assert RARE in told and "〓" in told
    assert PrintRun.objects.get().sheets_count == 1
    assert drawable(f"{RARE}家门口的路灯") == "〓家门口的路灯"


PLACES = ["title", "question", "compound"]


@pytest.mark.parametrize("place", PLACES)
def test_ballots_with_a_rare_character_are_not_issued(
    cast: Cast, page: Visits, voting_hours: None, place: str
) -> None:
    vote = noticed_vote(cast)
    here, client = path(cast, f"votes/{vote.id}/papers/"), page("sun")
    change = {
        "title": lambda word: Vote.objects.filter(pk=vote.pk).update(title=word),
        "question": lambda word: vote.questions.update(text=word),
        "compound": lambda word: Compound.objects.filter(pk=cast.compound.pk).update(name=word),
    }[place]
    change(f"{RARE}祥")
    answer = client.post(here)
    assert answer.status_code == 409 and f"没有“{RARE}”这个字" in answer.content.decode()
    assert nothing_issued()
    change("吉祥")
    assert client.post(here).status_code == 302
    assert BallotPaper.objects.count() == 9


def test_ballots_for_doors_with_a_rare_name_are_not_issued(
    cast: Cast, page: Visits, voting_hours: None
) -> None:
    Building.objects.filter(pk=building(cast).pk).update(name=f"{RARE}楼")
    vote = noticed_vote(cast)
    answer = page("sun").post(path(cast, f"votes/{vote.id}/papers/"))
    assert answer.status_code == 409 and f"{RARE}楼" in answer.content.decode()
    assert nothing_issued()


def test_sentence_speaks_the_reader_s_language(cast: Cast, page: Visits, voting_hours: None) -> None:
    vote = noticed_vote(cast)
    Vote.objects.filter(pk=vote.pk).update(title=RARE)
    client = page("sun")
    client.post("/language/", {"language": "en"})
    text = client.post(path(cast, f"votes/{vote.id}/papers/")).content.decode()
    assert f"font has no “{RARE}”" in text and nothing_issued()

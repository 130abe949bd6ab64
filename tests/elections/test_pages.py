"""The pages of an election: who reaches which, and that each step can be walked by its forms alone."""

import re
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linmeng.assembly.models import Candidacy, CastBallot, Election
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, Cast
from tests.elections.world import (
    AFTER,
    WHILE_OPEN,
    counted,
    leave_vacant,
    name,
    nominating,
    owners,
    posted,
    voting,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000000"
    "0301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def at_noon() -> object:
    with time_machine.travel(NOON, tick=True):
        yield


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("p.png", PNG, content_type="image/png")


def sent(client: Client, address: str, **form: object) -> str:
    """Where a form led; its page must not come back with faults."""
    answer = client.post(address, form)
    assert answer.status_code == 302, re.sub(r"\s+", " ", answer.content.decode())[-1500:]
    return str(answer["Location"])


def test_whole_walk_by_forms(cast: Cast, page: Visits) -> None:
    leave_vacant(cast)
    sun = page("sun")
    assert "elections/open/wt/" in sun.get(path(cast, "elections/")).content.decode()
    home = sent(
        sun, path(cast, "elections/open/wt/"), kind="early", seats="3", years="3", reason="街道通知", once="a"
    )
    sent(
        sun,
        home + "group/",
        formed_on="2026-07-05",
        head="街道老陆",
        officials="居委小孙",
        owners="甲某\n乙某\n丙某",
    )
    sent(sun, home + "step/talks/", done_on="2026-07-05", words="红色议事厅谈了三回")
    sent(sun, home + "move/open-names/")
    sent(page("li"), home + "stand/", accepts="yes", statement="退休电工，愿意出力")
    sent(page("li"), home + "name/", found="neighbours", door="3-102", name="王建国")
    wang = Candidacy.objects.get(person=cast.people["wang"])
    sent(page("wang"), f"{home}candidates/{wang.id}/answer/", accepts="yes", statement="")
    sent(sun, home + "name/", found="talks", door="3-103", name="邻居0")
    third = Candidacy.objects.get(person=cast.neighbours[0])
    sent(sun, f"{home}candidates/{third.id}/answer/", accepts="yes", statement="", file=paper())
    sent(sun, home + "move/close-names/")
    for row in Candidacy.objects.all():
        inside = f"{home}candidates/{row.id}/"
        sent(sun, inside + "paper/", file=paper())
        keys = re.findall(rf"candidates/{row.id}/check/(\w+)/", sun.get(inside).content.decode())
        assert len(keys) == 8
        for key in keys:
            sent(sun, f"{inside}check/{key}/", bars="no", evidence="物业公司名单，无记录")
        sent(sun, inside + "decide/")
    sent(sun, home + "step/street_report/", done_on="2026-07-05", words="名单报街道")
    drawn = {
        f"n{row.id}": str(4 - place) for place, row in enumerate(Candidacy.objects.order_by("id"), start=1)
    }
    sent(sun, home + "numbers/", witnesses="三位业主", **drawn)
    sent(sun, home + "post/", days="15")
    sent(sun, home + "move/call/")
    election = Election.objects.get()
    assert (election.state, election.vote.state, election.question.seats) == ("voting", "draft", 3)
    shown = page("stranger").get(home).content.decode()
    assert "李秋生" in shown and "退休电工" in shown


@pytest.mark.parametrize("who", CAST)
def test_running_pages_are_the_clerks(cast: Cast, page: Visits, who: str) -> None:
    home = path(cast, f"elections/{nominating(cast).id}/")
    found = {
        sub: page(who).get(home + sub).status_code
        for sub in ("", "group/", "plan/", "reason/end/", "candidates.xlsx")
    }
    assert found.pop("") == 200
    if who == "sun":
        assert set(found.values()) == {200}
    elif who == "qian":
        assert set(found.values()) == {404}
    elif who == "stranger":
        assert set(found.values()) == {302}
    else:
        assert set(found.values()) <= {403, 404}


@pytest.mark.parametrize("who", CAST)
def test_checks_are_seen_by_the_candidate_and_the_clerk_alone(cast: Cast, page: Visits, who: str) -> None:
    election = nominating(cast)
    row = name(cast, election, cast.people["li"])
    status = page(who).get(path(cast, f"elections/{election.id}/candidates/{row.id}/")).status_code
    assert status == (200 if who in ("li", "sun") else 404)


def test_names_are_masked_before_they_hang(cast: Cast, page: Visits) -> None:
    election = nominating(cast)
    name(cast, election, cast.people["li"])
    text = page("chen").get(path(cast, f"elections/{election.id}/")).content.decode()
    assert "李秋生" not in text and "李*" in text


def test_workbook_holds_every_reason(cast: Cast, page: Visits) -> None:
    election = posted(cast)
    answer = page("sun").get(path(cast, f"elections/{election.id}/candidates.xlsx"))
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)
    assert (len(rows), len(rows[0])) == (5, 13) and rows[1][1] == "李秋生"


def test_queries_do_not_grow_with_candidates(cast: Cast, page: Visits) -> None:
    election = nominating(cast)
    counts = []
    for more in (owners(cast)[:1], owners(cast)[1:4]):
        for person in more:
            name(cast, election, person)
        client = page("sun")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path(cast, f"elections/{election.id}/")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_ballot_with_too_many_names_is_refused_with_a_sentence(cast: Cast, page: Visits) -> None:
    _election, vote = voting(cast)
    with time_machine.travel(WHILE_OPEN, tick=True):
        li = page("li")
        address = path(cast, f"votes/{vote.id}/cast/{vote.roll.get(unit_code='3-101').id}/")
        answer = li.post(address, {"q1": ["1", "2", "3", "4"]})
        assert (
            answer.status_code == 200 and "4" in answer.content.decode() and not CastBallot.objects.exists()
        )
        both = li.post(address, {"q1": ["1", "against"]})
        assert both.status_code == 200 and not CastBallot.objects.exists()
        read_back = li.post(address, {"q1": ["3", "1"], "once": "x"}).content.decode()
        assert 'value="1+3"' in read_back and "1 李秋生、3 邻居0" in read_back
        receipt = sent(li, address, q1="1+3", sure="1", once="x")
        assert "1 李秋生、3 邻居0" in li.get(receipt).content.decode()
    assert list(CastBallot.objects.values_list("choice", flat=True)) == ["1+3"]


def test_result_stands_on_page_and_poster(cast: Cast, page: Visits) -> None:
    from linmeng.assembly import actions
    from linmeng.assembly.models import Vote
    from linmeng.pages.publishing.papers import group_words, poster_pdf
    from linmeng.people.models import Seat
    from linmeng.publishing.models import Publication
    from linmeng.publishing.queries import board
    from tests.cast import SINCE

    election, vote = voting(cast)
    units = [f"3-{floor}0{door}" for floor in (1, 2, 3) for door in (1, 2, 3)]
    counted(cast, vote, dict(zip(units[:7], ["1+2+3"] * 5 + ["against", "abstain"], strict=True)))
    Seat.objects.filter(person=cast.people["zhao"]).update(valid_to=SINCE)
    Seat.objects.create(
        person=cast.people["zhao"], body=cast.bodies["residents"], role="scrutineer", valid_from=SINCE
    )
    for who in ("sun", "zhao"):
        actions.sign_count(cast.actor(who, at=AFTER), vote_id=vote.id, version=1)
    actions.publish_result(cast.actor("sun", at=AFTER), vote_id=vote.id)
    assert Vote.objects.get().state == "published"
    election.refresh_from_db()
    assert election.state == "elected"
    with time_machine.travel(AFTER, tick=True):
        stranger = page("stranger")
        text = stranger.get(path(cast, f"votes/{vote.id}/")).content.decode()
        publication = board().get(subject="vote_result")
        hung = stranger.get(path(cast, f"p/{publication.token}/")).content.decode()
    for shown in (text, hung):
        assert shown.count("chip done") >= 3 and "李秋生" in shown
    assert poster_pdf(publication, cast.alliance, size="a3", lang="zh").startswith(b"%PDF")
    assert "李秋生" in group_words(publication, cast.alliance, lang="zh")
    assert Publication.objects.filter(subject="vote_result").count() == 1


def test_form_of_the_group_holds_who_is_in_it_and_leads_nowhere_once_it_is_settled(
    cast: Cast, page: Visits
) -> None:
    election = nominating(cast)
    home = path(cast, f"elections/{election.id}/")
    form = page("sun").get(home + "group/").content.decode()
    assert 'value="街道老陆"' in form and "居委小孙" in form and "业主甲\n业主乙\n业主丙" in form
    assert f"elections/{election.id}/group/" in page("sun").get(home).content.decode()
    Election.objects.filter(id=election.id).update(state="posted")
    assert f"elections/{election.id}/group/" not in page("sun").get(home).content.decode()

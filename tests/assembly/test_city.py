"""A city platform's result file: sealed as it came, all faults at once, taken in whole as its own channel."""

import csv
import io
import json
from datetime import datetime

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.bridge.city_file import Asked, choice_of
from linmeng.assembly.models import CastBallot, CityResult, Receipt, Vote, VoteDecision
from linmeng.assembly.queries import turnout
from linmeng.assembly.queries.city import city_results
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.people.models import Ownership, Person
from linmeng.record.models import Entry
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    moment,
    noticed_vote,
    vote_in,
)
from tests.browsing import Visits, path
from tests.cast import CAST, SINCE, Cast

pytestmark = pytest.mark.django_db
HEADINGS = ["房号", "业主姓名", "表决意见", "投票时间"]
COLUMNS = {"unit": 0, "owner": 1, "q1": 2, "time": 3}
CAST_AT = "2026-07-24 08:15:00"
SOUND = [
    ["3-101", "李秋生", "同意", CAST_AT],
    ["3-102", "王*", "不同意", CAST_AT],
    ["3-103", "邻居0", "弃权", CAST_AT],
]


def as_csv(rows: list[list[str]], headings: list[str] = HEADINGS) -> bytes:
    told = io.StringIO()
    csv.writer(told).writerows([headings, *rows])
    return told.getvalue().encode("utf-8-sig")


def as_excel(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def take_in(
    cast: Cast, vote: Vote, content: bytes, name: str = "a.csv", who: str = "sun", **how: bool
) -> CityResult:
    actor = cast.actor(who, at=AFTER)
    file = actions.keep_city_file(actor, vote_id=vote.id, name=name, content=content)
    return actions.take_in_city_result(
        actor, vote_id=vote.id, file_id=file.id, platform="上海物业", columns=COLUMNS, **how
    )


def test_file_becomes_ballots_of_its_own_channel_dated_as_the_platform_says(cast: Cast) -> None:
    vote = noticed_vote(cast)
    content = as_csv(SOUND)
    result = take_in(cast, vote, content)
    at = datetime(2026, 7, 24, 8, 15, tzinfo=SHANGHAI)
    kept = Receipt.objects.order_by("entry__walk_order").values_list("channel", "by", "cast_at")
    people = [cast.people["li"], cast.people["wang"], cast.neighbours[0]]
    assert list(kept) == [("city", str(person.id), at) for person in people]
    assert list(
        CastBallot.objects.order_by("receipt__entry__walk_order").values_list("choice", flat=True)
    ) == [
        "yes",
        "no",
        "abstain",
    ]
    assert (result.ballots, result.platform, turnout(vote).units_returned) == (3, "上海物业", 3)
    assert (document_path(result.file).read_bytes(), result.sha256) == (content, result.file.sha256)


def test_workbook_with_real_times_says_the_same(cast: Cast) -> None:
    vote = noticed_vote(cast)
    take_in(cast, vote, as_excel([["3-101", "李秋生", "赞成", datetime(2026, 7, 24, 8, 15)]]), "a.xlsx")  # noqa: DTZ001
    assert Receipt.objects.get().cast_at == datetime(2026, 7, 24, 8, 15, tzinfo=SHANGHAI)


def test_count_takes_the_channel_like_any_other(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-201", "yes")
    take_in(cast, vote, as_csv(SOUND))
    close_and(cast, vote, "counted")
    result = json.loads(vote.counts.get().result)
    cells = {cell: result[cell]["heads"] for cell in ("participating", "yes", "no", "abstain")}
    assert cells == {"participating": 4, "yes": 2, "no": 1, "abstain": 1}


@pytest.mark.parametrize(("repeat", "yes", "no"), [("first", 0, 1), ("last", 1, 0), ("refuse", 0, 0)])
def test_web_and_city_ballot_of_one_owner_follow_the_announced_policy(
    cast: Cast, repeat: str, yes: int, no: int
) -> None:
    RulesOfProcedure.objects.update(repeat=repeat)
    vote = noticed_vote(cast)
    take_in(cast, vote, as_csv([["3-101", "李秋生", "不同意", CAST_AT]]))
    Receipt.objects.filter(channel="city")
    cast_for(cast, vote, "3-101", "yes") if repeat == "last" else None
    if repeat != "last":
        earlier = Receipt.objects.get()
        later = Receipt.objects.create(
            vote=vote, entry=earlier.entry, channel="web", by=earlier.by, cast_at=WHILE_OPEN
        )
        CastBallot.objects.create(receipt=later, question=vote.questions.get(), choice="yes")
    close_and(cast, vote, "counted")
    result = json.loads(vote.counts.get().result)
    assert (result["yes"]["heads"], result["no"]["heads"]) == (yes, no)


FAULTY = [
    ["9-999", "李秋生", "同意", CAST_AT],
    ["3-101", "赵钱孙", "同意", CAST_AT],
    ["3-102", "王建国", "好的", CAST_AT],
    ["3-103", "邻居0", "同意", "2026-08-01 00:00:00"],
    ["3-201", "邻居1", "同意", "2026-07-20 23:59:59"],
    ["3-202", "邻居2", "同意", "昨天"],
    ["3-203", "邻居3", "同意", CAST_AT],
    ["3-203", "邻*", "同意", CAST_AT],
]


def test_all_faults_stop_the_file_at_once_and_nothing_of_it_is_kept_as_ballots(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(ValidationError) as stopped:
        take_in(cast, vote, as_csv(FAULTY))
    assert set(stopped.value.message_dict) == {"leave_out"}
    assert (Receipt.objects.count(), CityResult.objects.count(), turnout(vote).units_returned) == (0, 0, 0)


def test_lines_left_out_are_named_for_everyone(cast: Cast) -> None:
    vote = noticed_vote(cast)
    result = take_in(cast, vote, as_csv(FAULTY), leave_out=True)
    told = VoteDecision.objects.get(vote=vote, kind="incident").reason
    assert (result.ballots, Receipt.objects.get().entry.unit_code) == (1, "3-203")
    assert "2, 3, 4, 5, 6, 7, 9" in told


def test_mask_that_fits_two_co_owners_is_a_fault(cast: Cast) -> None:
    sister = Person.objects.create(name="李秋红", born_year=1950)
    Ownership.objects.create(unit=cast.units["3-101"], person=sister, valid_from=SINCE)
    vote = noticed_vote(cast)
    with pytest.raises(ValidationError):
        take_in(cast, vote, as_csv([["3-101", "李*", "同意", CAST_AT]]))


def test_second_file_only_adds(cast: Cast) -> None:
    vote = noticed_vote(cast)
    take_in(cast, vote, as_csv(SOUND[:1]))
    with pytest.raises(WrongState):
        take_in(cast, vote, as_csv(SOUND[1:]))
    with pytest.raises(ValidationError):
        take_in(cast, vote, as_csv(SOUND), supplement=True)
    take_in(cast, vote, as_csv(SOUND[1:]), supplement=True)
    with pytest.raises(WrongState):
        take_in(cast, vote, as_csv(SOUND[1:]), supplement=True)
    assert list(city_results(vote).values_list("ballots", flat=True)) == [1, 2]


@pytest.mark.parametrize("state", ["noticed", "open", "over", "closed", "counted", "published", "cancelled"])
def test_before_closing_nobody_learns_a_choice_and_after_the_count_none_is_added(
    cast: Cast, state: str
) -> None:
    vote = vote_in(cast, state)
    sun = cast.actor("sun", at=moment(state))
    if state in ("over", "closed"):
        assert actions.keep_city_file(sun, vote_id=vote.id, name="a.csv", content=as_csv(SOUND)).size > 0
    else:
        with pytest.raises(WrongState):
            actions.keep_city_file(sun, vote_id=vote.id, name="a.csv", content=as_csv(SOUND))


def test_only_committee_and_clerk_take_a_file_in(cast: Cast) -> None:
    vote = noticed_vote(cast)
    kept = []
    for who in CAST:
        try:
            actions.keep_city_file(
                cast.actor(who, at=AFTER), vote_id=vote.id, name="a.csv", content=as_csv(SOUND)
            )
            kept.append(who)
        except NotAllowed:
            continue
    assert sorted(kept) == ["he", "sun", "wang"]


def test_taking_in_asks_for_a_second_factor(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(NeedsSecondFactor):
        actions.keep_city_file(
            cast.actor("sun", at=AFTER, second_factor=False),
            vote_id=vote.id,
            name="a.csv",
            content=as_csv(SOUND),
        )


def test_record_holds_hash_and_numbers_and_no_choice(cast: Cast) -> None:
    vote = noticed_vote(cast)
    result = take_in(cast, vote, as_csv(SOUND))
    facts = json.loads(Entry.objects.get(kind="city_result_taken_in").text)["facts"]
    assert facts == {
        "vote": str(vote.id),
        "file_sha256": result.sha256,
        "ballots": 3,
        "left_out": 0,
        "supplement": False,
    }


@pytest.mark.parametrize(
    ("words", "numbers", "choice"),
    [
        ("同意", None, "yes"),
        ("反对", None, "no"),
        ("弃权", None, "abstain"),
        ("", None, ""),
        ("1、3", (1, 2, 3), "1+3"),
        ("3+1", (1, 2, 3), "1+3"),
        ("1,1", (1, 2, 3), ""),
        ("4", (1, 2, 3), ""),
        ("全部反对", (1, 2, 3), "against"),
        ("弃权", (1, 2, 3), "abstain"),
        ("同意", (1, 2, 3), ""),
    ],
)
def test_words_of_the_platform_are_read_exactly(
    words: str, numbers: tuple[int, ...] | None, choice: str
) -> None:
    assert choice_of(words, Asked(1, "x", numbers)) == choice


def test_clerk_puts_a_file_in_looks_and_takes_it(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    with time_machine.travel(AFTER, tick=False):
        sun = page("sun")
        address = path(cast, f"votes/{vote.id}/city/")
        upload = SimpleUploadedFile("结果.csv", as_csv(FAULTY))
        looked = sun.post(address, {"platform": "上海物业", "file": upload})
        preview = sun.get(looked.url)
        found = preview.context["found"]
        assert (found.missing, found.ballots, found.left_out) == ([], 1, 7)
        refused = sun.post(looked.url, COLUMNS)
        assert (refused.status_code, CityResult.objects.count()) == (200, 0)
        taken = sun.post(looked.url, COLUMNS | {"leave_out": "1"})
        assert (taken.status_code, taken.url) == (302, address)
        assert sun.get(address).context["results"][0].ballots == 1
        assert sun.get(looked.url.replace("file=", "file=x")).status_code == 404
        assert [page(who).get(address).status_code for who in ("li", "zhao", "qian", "stranger")] == [
            403,
            403,
            404,
            302,
        ]


def test_columns_that_no_heading_names_are_chosen(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    with time_machine.travel(AFTER, tick=False):
        sun = page("sun")
        content = as_csv(SOUND, ["甲", "乙", "丙", "丁"])
        upload = SimpleUploadedFile("结果.csv", content)
        looked = sun.post(path(cast, f"votes/{vote.id}/city/"), {"platform": "上海物业", "file": upload})
        assert sun.get(looked.url).context["found"].missing == ["unit", "owner", "time", "q1"]
        chosen = "&".join(f"{key}={place}" for key, place in COLUMNS.items())
        assert sun.get(f"{looked.url}&{chosen}").context["found"].ballots == 3

"""Ballots on their way: brought with proof or without, taken back in the open, boxes sealed by two."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from linmeng.alliance.models import Building, Entrance, RulesOfProcedure, Unit
from linmeng.assembly import actions
from linmeng.assembly.actions import boxes
from linmeng.assembly.bridge.proof import proves_delivery
from linmeng.assembly.models import BallotDelivery, BallotPaper, BoxEvent, Vote
from linmeng.assembly.queries import newest_counts, problems_before_count
from linmeng.assembly.queries.delivery import doors_of, doors_to_post, proven_entries, rounds_of
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.papers.models import CustodyEvent
from linmeng.people.models import Look
from linmeng.record.models import Entry
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    moment,
    noticed_vote,
    owner_of,
    vote_in,
)
from tests.browsing import Visits, path
from tests.cast import CAST, SINCE, Cast

pytestmark = pytest.mark.django_db
CARRY = {"wang", "he", "sun", "zhao"}


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "JPEG")
    return kept.getvalue()


def bring(cast: Cast, vote: Vote, *units: str, who: str = "zhao", way: str = "hand", **how: object) -> int:
    actor = cast.actor(who, at=WHILE_OPEN)
    entry_ids = [entry_of(vote, unit).id for unit in units]
    return actions.record_delivery(actor, entry_ids=entry_ids, way=way, **how)  # type: ignore[arg-type]


def entrance(cast: Cast) -> int:
    return cast.units["3-101"].entrance_id


@pytest.mark.parametrize(
    ("way", "taken_by", "photo", "number", "proves"),
    [
        ("hand", "owner", False, "", True),
        ("hand", "household", False, "", True),
        ("hand", "tenant", True, "", False),
        ("letterbox", "nobody", False, "", False),
        ("letterbox", "nobody", True, "", True),
        ("letterbox", "tenant", True, "", False),
        ("post", "nobody", False, "", False),
        ("post", "nobody", False, "XA123", True),
        ("post", "nobody", True, "", True),
        ("phone", "owner", True, "1", False),
        ("web", "owner", False, "", True),
        ("taken_back", "nobody", True, "1", False),
    ],
)
def test_what_proves_a_delivery(way: str, taken_by: str, photo: bool, number: str, proves: bool) -> None:
    assert proves_delivery(way=way, taken_by=taken_by, has_photo=photo, number=number) is proves


def test_case_37_ballot_left_with_a_tenant_lets_silence_not_speak(cast: Cast) -> None:
    RulesOfProcedure.objects.update(silence_clause=True)
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-102", "3-103", "3-203"):
        cast_for(cast, vote, unit)
    bring(cast, vote, "3-201", taken_by="tenant")
    bring(cast, vote, "3-202", taken_by="household")
    close_and(cast, vote, "counted")
    result = newest_counts(vote)[0].result
    assert (result["participating"]["heads"], result["without_silence"]["participating"]["heads"]) == (5, 4)


def test_ballot_left_with_a_tenant_may_be_brought_again_to_the_owner(cast: Cast) -> None:
    vote = noticed_vote(cast)
    assert bring(cast, vote, "3-201", taken_by="tenant") == 1
    assert bring(cast, vote, "3-201", taken_by="tenant") == 0
    assert bring(cast, vote, "3-201") == 1
    assert bring(cast, vote, "3-201", way="post", number="XA1") == 0
    rows = BallotDelivery.objects.order_by("id").values_list("way", "sequence", "taken_by", "proves")
    assert list(rows) == [("hand", 1, "tenant", False), ("hand", 2, "owner", True)]


def test_photo_of_the_letterbox_is_kept_and_shown_to_carriers_only(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    bring(cast, vote, "3-201", way="letterbox", photo=actions.Photo("信箱.jpg", picture()))
    row = BallotDelivery.objects.get()
    assert (row.proves, row.taken_by) == (True, "nobody")
    with time_machine.travel(WHILE_OPEN, tick=False):
        address = path(cast, f"votes/{vote.id}/delivery/{row.id}/480.jpg")
        seen = {who: page(who).get(address).status_code for who in ("zhao", "sun", "li", "qian", "stranger")}
    assert seen == {"zhao": 200, "sun": 200, "li": 403, "qian": 404, "stranger": 302}


def test_mistake_is_taken_back_with_its_reason_and_both_rows_stay(cast: Cast) -> None:
    vote = noticed_vote(cast)
    entry = entry_of(vote, "3-201")
    zhao = cast.actor("zhao", at=WHILE_OPEN)
    with pytest.raises(WrongState):
        actions.take_back_delivery(zhao, entry_id=entry.id, reason="记错门牌")
    bring(cast, vote, "3-201")
    with pytest.raises(ValidationError):
        actions.take_back_delivery(zhao, entry_id=entry.id, reason=" ")
    actions.take_back_delivery(zhao, entry_id=entry.id, reason="记错门牌")
    assert list(proven_entries(vote.id)) == []
    assert bring(cast, vote, "3-201") == 1
    assert list(proven_entries(vote.id)) == [entry.id]
    rows = BallotDelivery.objects.order_by("id").values_list("way", "sequence", "note")
    assert list(rows) == [("hand", 1, ""), ("taken_back", 1, "记错门牌"), ("hand", 2, "")]


def test_owner_who_opens_the_own_ballot_has_it_and_that_is_never_taken_back(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    entry = entry_of(vote, "3-101")
    address = path(cast, f"votes/{vote.id}/cast/{entry.id}/")
    with time_machine.travel(WHILE_OPEN, tick=False):
        for _time in range(2):
            assert page("li").get(address).status_code == 200
    assert list(BallotDelivery.objects.values_list("entry_id", "way", "proves")) == [(entry.id, "web", True)]
    with pytest.raises(WrongState):
        actions.take_back_delivery(cast.actor("zhao", at=WHILE_OPEN), entry_id=entry.id, reason="不是我送的")
    told = Entry.objects.filter(kind="ballots_delivered").values_list("text", flat=True)
    assert len(told) == 1 and "李秋生" not in told[0]


def test_nobody_home_stays_with_the_paper_for_the_next_round(cast: Cast) -> None:
    vote = noticed_vote(cast)
    zhao, entry = cast.actor("zhao", at=WHILE_OPEN), entry_of(vote, "3-201")
    with pytest.raises(WrongState):
        actions.note_nobody_home(zhao, entry_ids=[entry.id])
    actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)
    for _round in range(2):
        actions.note_nobody_home(zhao, entry_ids=[entry.id], witness="王阿姨")
    door = next(d for d in doors_of(vote, entrance(cast), "left") if d.entry.unit_code == "3-201")
    assert (door.tried, door.number, door.state) == (2, "4", "left")
    assert CustodyEvent.objects.filter(kind="nobody_home", witness="王阿姨").count() == 2


def test_round_goes_from_door_to_door_until_nothing_is_left_but_the_post(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    bring(cast, vote, "3-102", "3-103")
    bring(cast, vote, "3-201", taken_by="tenant")
    (here,) = rounds_of(vote)
    assert (here.name, here.doors, here.left, here.unproven, here.returned) == ("3号楼", 9, 5, 1, 1)
    codes = {
        show: [d.entry.unit_code for d in doors_of(vote, here.id, show)] for show in ("unproven", "left")
    }
    assert codes == {"unproven": ["3-201"], "left": ["3-202", "3-203", "3-301", "3-302", "3-303"]}
    assert [door.entry.unit_code for door in doors_to_post(vote)] == ["3-201", *codes["left"]]


def test_who_notes_and_takes_back_deliveries(cast: Cast) -> None:
    vote = noticed_vote(cast)
    entry = entry_of(vote, "3-201")
    for who in CAST:
        bring(cast, vote, "3-201")
        actor = cast.actor(who, at=WHILE_OPEN)
        if who in CARRY:
            row = actions.take_back_delivery(actor, entry_id=entry.id, reason="记错了")
            assert row.way == "taken_back"
            continue
        with pytest.raises(NotAllowed):
            actions.take_back_delivery(actor, entry_id=entry.id, reason="记错了")
        with pytest.raises(NotAllowed):
            actions.note_nobody_home(actor, entry_ids=[entry.id])


@pytest.mark.parametrize("state", ["over", "closed", "counted", "cancelled"])
def test_nothing_is_noted_after_the_closing_instant(cast: Cast, state: str) -> None:
    vote = vote_in(cast, state)
    zhao = cast.actor("zhao", at=moment(state))
    with pytest.raises(WrongState):
        actions.take_back_delivery(zhao, entry_id=entry_of(vote, "3-201").id, reason="记错了")
    assert (
        actions.note_opened(owner_of(cast, "3-101", moment(state)), entry_id=entry_of(vote, "3-101").id)
        is False
    )


def test_leader_ticks_doors_on_the_page_with_a_companion(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    with time_machine.travel(WHILE_OPEN, tick=False):
        zhao, address = page("zhao"), path(cast, f"votes/{vote.id}/delivery/")
        zhao.post(address + "with/", {"witness": "王阿姨"})
        first = zhao.get(address).context["round"].doors[0].entry
        assert zhao.post(address, {"act": "owner", "entries": [first.id]}).status_code == 302
        photo = SimpleUploadedFile("a.jpg", picture())
        second = zhao.get(address).context["round"].doors[0].entry
        zhao.post(address, {"act": "letterbox", "entries": [second.id], "photo": photo})
        zhao.post(address, {"act": "taken_back", "entries": [first.id], "reason": "记错了"})
        left = [door.entry.unit_code for door in zhao.get(address).context["round"].doors]
    rows = BallotDelivery.objects.order_by("id").values_list("entry__unit_code", "way", "witness")
    assert list(rows) == [
        ("3-101", "hand", "王阿姨"),
        ("3-102", "letterbox", "王阿姨"),
        ("3-101", "taken_back", ""),
    ]
    assert left[0] == "3-101" and len(left) == 8


def test_list_of_doors_asks_as_often_for_one_door_as_for_nine(cast: Cast) -> None:
    vote = noticed_vote(cast)
    actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            doors_of(vote, entrance(cast), "left")
            rounds_of(vote)
        return len(asked)

    many = queries()
    bring(cast, vote, *[code for code in cast.units if code != "3-303"])
    assert (queries(), [d.entry.unit_code for d in doors_of(vote, entrance(cast), "left")]) == (
        many,
        ["3-303"],
    )


def other_building(cast: Cast) -> Unit:
    building = Building.objects.create(compound=cast.compound, code="5", name="5号楼", floors=6, walk_order=5)
    door = Entrance.objects.create(building=building, code="1", name="1号", walk_order=1)
    unit = Unit.objects.create(
        compound=cast.compound, building=building, entrance=door, code="5-101", room="101", floor=1,
        area_dm2=10_000, walk_order=0, valid_from=SINCE,
    )  # fmt: skip
    unit.ownerships.create(person=cast.people["chen"], valid_from=SINCE)
    return unit


def test_leader_walks_the_own_building_only(cast: Cast, page: Visits) -> None:
    unit = other_building(cast)
    vote = noticed_vote(cast)
    with time_machine.travel(WHILE_OPEN, tick=False):
        address = path(cast, f"votes/{vote.id}/delivery/")
        seen = {
            who: [e.name for e in page(who).get(address).context["round"].entrances]
            for who in ("zhao", "sun")
        }
        elsewhere = page("zhao").get(f"{address}?entrance={unit.entrance_id}").context["round"].chosen
    assert seen == {"zhao": ["3号楼"], "sun": ["3号楼", "5号楼 1号"]}
    assert elsewhere.name == "3号楼"


def test_door_list_is_printed_for_the_carrier(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    actions.print_papers(cast.actor("sun", at=WHILE_OPEN), vote_id=vote.id)
    with time_machine.travel(WHILE_OPEN, tick=False):
        address = path(cast, f"votes/{vote.id}/delivery/doors.pdf")
        assert page("zhao").get(address).content[:5] == b"%PDF-"
        seen = {who: page(who).get(address).status_code for who in ("li", "qian", "stranger")}
    assert seen == {"li": 403, "qian": 404, "stranger": 302}


def test_addresses_for_the_post_are_masked_and_whole_names_leave_a_look(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    bring(cast, vote, *[code for code in cast.units if code not in ("3-101", "3-102")])
    with time_machine.travel(WHILE_OPEN, tick=False):
        address = path(cast, f"votes/{vote.id}/delivery/post.xlsx")
        masked, whole = page("sun").get(address), page("sun").get(address + "?names=1")
        assert page("sun", second_factor=False).get(address + "?names=1").status_code == 302
        seen = {who: page(who).get(address).status_code for who in ("zhao", "li", "qian", "stranger")}
    assert seen == {"zhao": 403, "li": 403, "qian": 404, "stranger": 302}
    assert [row[1:3] for row in rows_of(masked.content)] == [
        ("李*", "梧桐苑路1弄 3号楼 101"),
        ("王*", "梧桐苑路1弄 3号楼 102"),
    ]
    assert [row[1] for row in rows_of(whole.content)] == ["李秋生", "王建国"]
    looked = Look.objects.filter(what="post_list").values_list("person_id", flat=True)
    assert set(looked) == {cast.people["li"].id, cast.people["wang"].id}


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True))


def test_reprint_for_one_door_is_on_its_list(cast: Cast) -> None:
    vote = noticed_vote(cast)
    sun = cast.actor("sun", at=WHILE_OPEN)
    actions.print_papers(sun, vote_id=vote.id)
    paper = BallotPaper.objects.get(entry__unit_code="3-101")
    actions.void_paper(sun, paper_id=paper.id, reason="弄湿了")
    actions.print_papers(sun, vote_id=vote.id)
    assert doors_of(vote, entrance(cast), "left")[0].number == "10"


# --- boxes and envelopes


def envelope(cast: Cast, vote: Vote) -> int:
    sun = cast.actor("sun", at=WHILE_OPEN)
    building = cast.units["3-101"].building_id
    return actions_add(sun, vote, building)


def actions_add(actor: object, vote: Vote, building: int | None) -> int:
    kind = "envelope" if building else "box"
    return boxes.add_box(
        actor,  # type: ignore[arg-type]
        vote_id=vote.id,
        kind=kind,
        place="门卫室",
        building_id=building,
    ).id


def test_envelope_goes_from_seal_to_count_with_both_names(cast: Cast) -> None:
    vote = noticed_vote(cast)
    box_id, zhao = envelope(cast, vote), cast.actor("zhao", at=WHILE_OPEN)
    boxes.note_box(zhao, box_id=box_id, kind="sealed", witness="王阿姨", seal="A1")
    boxes.note_box(zhao, box_id=box_id, kind="handed_in", witness="孙晓燕")
    with pytest.raises(WrongState):
        boxes.note_box(
            cast.actor("sun", at=WHILE_OPEN),
            box_id=box_id,
            kind="opened",
            witness="何敏",
            seal="A1",
            papers=2,
        )
    assert [p.path for p in problems_before_count(vote)] == [f"/a/dongzhen/votes/{vote.id}/boxes/"]
    boxes.note_box(
        cast.actor("sun", at=AFTER), box_id=box_id, kind="opened", witness="何敏", seal="A1", papers=2
    )
    assert problems_before_count(vote) == []
    rows = BoxEvent.objects.values_list("kind", "by_seat", "witness", "seal", "papers")
    assert [(kind, witness, seal, papers) for kind, _seat, witness, seal, papers in rows] == [
        ("sealed", "王阿姨", "A1", None),
        ("handed_in", "孙晓燕", "", None),
        ("opened", "何敏", "A1", 2),
    ]


def test_two_people_are_two(cast: Cast) -> None:
    vote = noticed_vote(cast)
    box_id, zhao = envelope(cast, vote), cast.actor("zhao", at=WHILE_OPEN)
    for witness in ("", " ", "赵桂芳"):
        with pytest.raises(ValidationError) as stopped:
            boxes.note_box(zhao, box_id=box_id, kind="sealed", witness=witness, seal="A1")
        assert set(stopped.value.message_dict) == {"witness"}
    with pytest.raises(ValidationError):
        boxes.note_box(zhao, box_id=box_id, kind="sealed", witness="王阿姨")


def test_leader_neither_opens_nor_touches_a_box_of_all(cast: Cast) -> None:
    vote = noticed_vote(cast)
    own, shared = envelope(cast, vote), actions_add(cast.actor("sun", at=WHILE_OPEN), vote, None)
    zhao = cast.actor("zhao", at=WHILE_OPEN)
    boxes.note_box(zhao, box_id=own, kind="sealed", witness="王阿姨", seal="A1")
    with pytest.raises(NotAllowed):
        boxes.note_box(zhao.at_time(AFTER), box_id=own, kind="opened", witness="王阿姨", seal="A1", papers=1)
    with pytest.raises(NotAllowed):
        boxes.note_box(zhao, box_id=shared, kind="sealed", witness="王阿姨", seal="A1")


def test_who_sets_boxes_up(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for who in CAST:
        if who in ("wang", "he", "sun"):
            assert actions_add(cast.actor(who, at=WHILE_OPEN), vote, None) > 0
            continue
        with pytest.raises(NotAllowed):
            actions_add(cast.actor(who, at=WHILE_OPEN), vote, None)


def test_boxes_on_the_page(cast: Cast, page: Visits) -> None:
    vote = noticed_vote(cast)
    with time_machine.travel(WHILE_OPEN, tick=False) as clock:
        address = path(cast, f"votes/{vote.id}/boxes/")
        assert page("sun").post(address, {"kind": "box", "place": "门卫室"}).status_code == 302
        assert page("sun").post(address, {"kind": "box"}).context["form"].errors.keys() == {"__all__"}
        box = vote.boxes.get()
        page("he").post(f"{address}{box.id}/", {"kind": "sealed", "witness": "王建国", "seal": "7"})
        clock.move_to(AFTER + timedelta(hours=1))
        page("he").post(
            f"{address}{box.id}/", {"kind": "opened", "witness": "王建国", "seal": "7", "papers": "5"}
        )
        shown = page("zhao").get(address)
        seen = {who: page(who).get(address).status_code for who in ("li", "qian", "stranger")}
    assert list(box.events.values_list("kind", "papers")) == [("sealed", None), ("opened", 5)]
    assert (shown.context["boxes"], seen) == ([], {"li": 403, "qian": 404, "stranger": 302})


def test_second_factor_guards_names_only_not_the_doors(cast: Cast) -> None:
    vote = noticed_vote(cast)
    zhao = cast.actor("zhao", at=WHILE_OPEN, second_factor=False)
    assert actions.record_delivery(zhao, entry_ids=[entry_of(vote, "3-101").id], way="hand") == 1
    with pytest.raises(NeedsSecondFactor):
        actions.print_papers(cast.actor("sun", at=WHILE_OPEN, second_factor=False), vote_id=vote.id)

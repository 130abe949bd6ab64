from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.ground.queries.search import entries_containing
from linmeng.people.models import ContactWay
from linmeng.publishing.models import Notice
from linmeng.record.models import Entry
from linmeng.voices import actions
from linmeng.voices.models import Outcome, Ticket, TicketImport, TicketSource, Voice
from linmeng.voices.queries import ticket_plan
from tests.cast import CAST, NOON, Cast
from tests.tickets.files import FIRST, HOTLINE, SECOND, THIRD, line, taken_in, uploaded, workbook
from tests.voices.saying import recorded, taken


def kinds(cast: Cast, upload: TicketImport) -> list[str]:
    return [planned.kind for planned in ticket_plan(cast.actor("sun"), upload).lines]


def test_tickets_become_voices_with_their_own_clock(cast: Cast) -> None:
    upload = taken_in(cast, line(FIRST), line(SECOND, 2, due=None), line(THIRD, 3))
    assert (upload.new, upload.changed, upload.known, upload.left_out) == (2, 0, 0, 1)
    first, second = [ticket.voice for ticket in Ticket.objects.select_related("voice").order_by("number")]
    assert (first.compound, first.building, first.channel, first.kind, first.words, first.place) == (
        cast.compound, cast.units["3-101"].building, "import", "complaint", FIRST[5], "梧桐苑3号楼",
    )  # fmt: skip
    assert (first.received_at, first.answer_by, first.author) == (
        datetime(2026, 7, 3, 9, 30, tzinfo=SHANGHAI), date(2026, 7, 10), cast.people["li"],
    )  # fmt: skip
    assert (second.compound, second.kind, second.answer_by, second.author) == (
        cast.next_door, "question", date(2026, 7, 12), None,
    )  # fmt: skip
    facts = recorded("tickets_taken_in")
    assert {key: facts[key] for key in ("new", "changed", "known", "left_out")} == {
        "new": 2, "changed": 0, "known": 0, "left_out": 1,
    }  # fmt: skip
    assert list(Notice.objects.values_list("person_id", "subject_id")) == [(cast.people["li"].id, first.id)]
    assert first.id in entries_containing("北墙").values_list("object_id", flat=True)


def test_of_the_caller_only_masks_stay(cast: Cast) -> None:
    taken_in(
        cast, line(FIRST), line(["T-9", "投诉", "欧阳一二三", "021-62345678", "梧桐苑", "楼道的灯坏了"], 2)
    )
    masks = list(Ticket.objects.order_by("number").values_list("caller", "phone"))
    assert masks == [("李*", "138****0000"), ("欧阳*", "021****5678")]
    texts = " ".join(Entry.objects.values_list("text", flat=True))
    assert not any(secret in texts for secret in ("李秋生", "13800000000", "北墙", "欧阳"))


def test_phone_of_two_people_joins_nobody(cast: Cast) -> None:
    ContactWay.objects.create(person=cast.people["chen"], kind="landline", value="13800000000")
    taken_in(cast, line(FIRST))
    assert [voice.author for voice in Voice.objects.all()] == [None]


def test_phone_given_up_joins_nobody(cast: Cast) -> None:
    ContactWay.objects.filter(value="13800000000").update(ended_at=NOON, preferred=False)
    taken_in(cast, line(FIRST))
    assert [voice.author for voice in Voice.objects.all()] == [None]


def test_taken_in_again_nothing_comes_twice(cast: Cast) -> None:
    taken_in(cast, line(FIRST), line(SECOND, 2))
    again = uploaded(cast, workbook([line(SECOND, 1), line(FIRST, 2)]))
    assert kinds(cast, again) == ["known", "known"]
    done = actions.take_in_tickets(cast.actor("sun"), import_id=again.id)
    assert (done.new, done.changed, done.known, Voice.objects.count()) == (0, 0, 2, 2)
    assert Ticket.objects.get(number="T-001").row == 4  # the answer goes into the newest file's line


def test_same_number_of_another_system_is_another_ticket(cast: Cast) -> None:
    taken_in(cast, line(FIRST))
    other = uploaded(cast, workbook([line(FIRST)]), source="社区平台")
    actions.take_in_tickets(cast.actor("sun"), import_id=other.id)
    assert (Ticket.objects.count(), TicketSource.objects.count()) == (2, 2)


def test_what_the_source_changed_is_brought_up_to_date(cast: Cast) -> None:
    taken_in(cast, line(FIRST), line(SECOND, 2))
    ticket = Ticket.objects.get(number="T-002")
    taken(cast, ticket.voice)
    changed = [line([*FIRST[:5], "砖又掉了一块。"], due="2026-07-08 12:00"), line([*SECOND[:5], "别的话"], 2)]
    done = taken_in(cast, *changed)
    assert (done.new, done.changed, done.known) == (0, 2, 0)
    first, second = [t.voice for t in Ticket.objects.select_related("voice").order_by("number")]
    assert (first.words, first.answer_by, second.words) == ("砖又掉了一块。", date(2026, 7, 8), SECOND[5])
    steps = Outcome.objects.filter(step="edited").values_list("voice_id", flat=True)
    assert set(steps) == {first.id, second.id}


def test_our_own_answers_coming_back_are_no_change(cast: Cast) -> None:
    taken_in(cast, line(FIRST))
    cells = line(FIRST)
    cells[9:13] = ["已修好", "2026-07-06 10:00", "社工", "已办结"]
    assert kinds(cast, uploaded(cast, workbook([cells]))) == ["known"]


def test_unplaced_tickets_are_placed_by_hand(cast: Cast) -> None:
    upload, sun = uploaded(cast, workbook([line(THIRD), line(["T-4", *THIRD[1:]], 2)])), cast.actor("sun")
    assert kinds(cast, upload) == ["unplaced", "unplaced"]
    with pytest.raises(WrongState):
        actions.take_in_tickets(sun, import_id=upload.id)
    upload = actions.place_tickets(sun, import_id=upload.id, placed={"T-003": "wt", "T-4": "-"})
    assert kinds(cast, upload) == ["new", "not_ours"]
    actions.take_in_tickets(sun, import_id=upload.id)
    assert [voice.compound for voice in Voice.objects.all()] == [cast.compound]
    with pytest.raises(WrongState):
        actions.take_in_tickets(sun, import_id=upload.id)


def test_only_compounds_in_reach_can_be_chosen(cast: Cast) -> None:
    upload = uploaded(cast, workbook([line(THIRD)]))
    with pytest.raises(ValidationError):
        actions.place_tickets(cast.actor("sun"), import_id=upload.id, placed={"T-003": "xx"})


def test_next_week_needs_no_mapping(cast: Cast) -> None:
    uploaded(cast, workbook([line(FIRST)]))
    again = actions.upload_tickets(
        cast.actor("sun"), source=HOTLINE, name="b.xlsx", content=workbook([line(SECOND)])
    )
    assert again.state == "mapped"
    renamed = workbook([line(SECOND)], ["序号", "单号"] + ["x"] * 12)
    other = actions.upload_tickets(cast.actor("sun"), source=HOTLINE, name="c.xlsx", content=renamed)
    assert other.state == "uploaded"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"words": ""}, "words"), ({"number": "没有"}, "number"), ({"words": "工单编号"}, "number")],
)
def test_wrong_columns_are_refused(cast: Cast, change: dict[str, str], field: str) -> None:
    sun = cast.actor("sun")
    upload = actions.upload_tickets(sun, source=HOTLINE, name="a.xlsx", content=workbook([line(FIRST)]))
    with pytest.raises(ValidationError) as fault:
        actions.name_columns(sun, import_id=upload.id, columns=upload.columns | change)
    assert list(fault.value.error_dict) == [field]


VERBS = ["upload", "columns", "place", "take_in", "aside"]


def attempt(verb: str, actor: Actor, upload: TicketImport) -> object:
    if verb == "upload":
        return actions.upload_tickets(actor, source=HOTLINE, name="a.xlsx", content=workbook([line(SECOND)]))
    if verb == "columns":
        return actions.name_columns(actor, import_id=upload.id, columns=upload.columns)
    if verb == "place":
        return actions.place_tickets(actor, import_id=upload.id, placed={"T-001": "ht"})
    act = actions.take_in_tickets if verb == "take_in" else actions.set_aside_tickets
    return act(actor, import_id=upload.id)


@pytest.mark.parametrize("verb", VERBS)
def test_only_the_clerk_with_a_second_factor_keeps_tickets(cast: Cast, verb: str) -> None:
    upload = uploaded(cast, workbook([line(FIRST)]))
    for who in [one for one in CAST if one != "sun"]:
        with pytest.raises(NotAllowed):
            attempt(verb, cast.actor(who), upload)
    with pytest.raises(NeedsSecondFactor):
        attempt(verb, cast.actor("sun", second_factor=False), upload)
    assert attempt(verb, cast.actor("sun"), upload) is not None


def test_clerk_of_another_committee_does_not_touch_them(cast: Cast) -> None:
    from dataclasses import replace

    upload, sun = uploaded(cast, workbook([line(FIRST)])), cast.actor("sun")
    assert sun.hat is not None
    other = replace(sun, hat=replace(sun.hat, body_id=cast.bodies["party"].id))
    for verb in VERBS[1:]:
        with pytest.raises(NotAllowed):
            attempt(verb, other, upload)


def test_files_are_forgotten_after_their_time(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    upload = taken_in(cast, line(FIRST))
    assert upload.file is not None
    place = document_path(upload.file)
    keeper = Actor(at=NOON, system="keep")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert actions.forget_ticket_files(keeper, before=NOON) == 0
        assert actions.forget_ticket_files(keeper, before=NOON + timedelta(days=1)) == 1
    upload.refresh_from_db()
    assert (upload.file, place.exists(), Voice.objects.count()) == (None, False, 1)
    with pytest.raises(NotAllowed):
        actions.forget_ticket_files(cast.actor("wang"), before=NOON)

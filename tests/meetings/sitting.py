"""A committee of seven and its meetings, brought to where a test needs them."""

from datetime import datetime, timedelta

from linmeng.alliance.models import CommitteeTerm
from linmeng.common.actor import Actor
from linmeng.common.clock import SHANGHAI
from linmeng.meetings import actions
from linmeng.meetings.models import AgendaItem, Meeting, Resolution
from linmeng.people.models import Role, Seat
from linmeng.people.queries.actors import actor_for, hat_of
from tests.cast import NOON, SINCE, Cast

MEETS = datetime(2026, 7, 20, 19, 0, tzinfo=SHANGHAI)
AFTER = datetime(2026, 7, 20, 20, 30, tzinfo=SHANGHAI)
AGENDA = (
    actions.NewItem("聘请审价单位", "三家报价见附件。", for_decision=True),
    actions.NewItem("听听大家对停车的意见"),
)


def seven_members(cast: Cast) -> list[Seat]:
    """Wang leads, He and five neighbours are members: seven seats, as the filing says."""
    CommitteeTerm.objects.update(members=7)
    body = cast.bodies["committee"]
    for person in cast.neighbours[:5]:
        Seat.objects.create(person=person, body=body, role=Role.COMMITTEE_MEMBER, valid_from=SINCE)
    return list(Seat.objects.filter(body=body).order_by("role", "id"))


def member(seat: Seat, at: datetime = AFTER) -> Actor:
    """The holder of a seat with its hat on."""
    day = at.astimezone(SHANGHAI).date()
    return actor_for(seat.person, at, hat=hat_of(seat, day), second_factor=True)


def called(
    cast: Cast, *items: actions.NewItem, kind: str = "committee", who: str = "wang", at: datetime = NOON
) -> Meeting:
    """A meeting on 20 July, called on 5 July."""
    return actions.call_meeting(
        cast.actor(who, at=at),
        kind=kind,
        title="七月例会",
        place="物业会议室",
        starts_at=MEETS,
        compound_id=cast.compound.id,
        items=items or AGENDA,
    )


def posted(cast: Cast, *items: actions.NewItem, kind: str = "committee") -> Meeting:
    """Its agenda hangs in time."""
    meeting = called(cast, *items, kind=kind)
    return actions.post_agenda(cast.actor("wang"), meeting_id=meeting.id)


def held(cast: Cast, present: list[Seat], *items: actions.NewItem) -> Meeting:
    """The meeting begins with these members."""
    meeting = posted(cast, *items)
    return actions.hold_meeting(
        cast.actor("wang", at=AFTER), meeting_id=meeting.id, present_seat_ids=[seat.id for seat in present]
    )


def first_item(meeting: Meeting) -> AgendaItem:
    """The item that is to be decided."""
    return AgendaItem.objects.get(meeting=meeting, number=1)


def put(cast: Cast, meeting: Meeting, text: str = "聘请甲事务所审价，费用不超过8000元。") -> Resolution:
    """Laid before the members."""
    wang = cast.actor("wang", at=AFTER)
    return actions.put_to_members(wang, item_id=first_item(meeting).id, text=text)


def signed(resolution: Resolution, choices: dict[Seat, str]) -> None:
    """Each signs with the own log-in."""
    for seat, choice in choices.items():
        actions.sign_resolution(member(seat), resolution_id=resolution.id, choice=choice)


def decided(cast: Cast, *, present: int, agree: int) -> Resolution:
    """A decision of the seven, closed."""
    seats = seven_members(cast)
    resolution = put(cast, held(cast, seats[:present]))
    signed(resolution, {seat: "yes" if place < agree else "no" for place, seat in enumerate(seats[:present])})
    return actions.close_resolution(cast.actor("wang", at=AFTER), resolution_id=resolution.id)


def days_on(count: int) -> datetime:
    """So many days after the meeting, in the morning."""
    return AFTER + timedelta(days=count)


def written(cast: Cast, meeting: Meeting) -> Meeting:
    """Words and an outcome for each item, and the minutes finished."""
    wang = cast.actor("wang", at=AFTER)
    for item in AgendaItem.objects.filter(meeting=meeting):
        outcome = item.outcome or "talked"
        actions.write_item(
            wang, item_id=item.id, said="有人担心费用。", concluded="公开三家报价。", outcome=outcome
        )
    actions.finish_minutes(wang, meeting_id=meeting.id)
    return Meeting.objects.get(pk=meeting.id)

"""The lines of «who may do what» about circles, doors and meetings."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from linmeng.circles import permissions as circles
from linmeng.common.actor import Actor
from linmeng.meetings import permissions as meetings
from linmeng.pages.rights.place import Ask, Place, Right

SH_26 = "上海市住宅物业管理规定 26"


def _here(predicate: Callable[[Actor, int], bool]) -> Ask:
    return lambda actor, place: predicate(actor, place.compound_id)


def _of_alliance(predicate: Callable[[Actor, None], bool]) -> Ask:
    return lambda actor, place: predicate(actor, None)


def _at_door(actor: Actor, place: Place) -> bool:
    return circles.may_do_errand(actor, place.compound_id, place.building_id, None)


def _calling(kind: str) -> Ask:
    return lambda actor, place: meetings.may_call_meeting(actor, kind, place.compound_id)


def _minuting(kind: str) -> Ask:
    return lambda actor, place: meetings.may_keep_minutes(actor, kind, place.compound_id)


def _reading(state: str) -> Ask:
    return lambda actor, place: meetings.may_see_meeting(actor, place.compound_id, state)


def _own_seat(predicate: Callable[[Actor, int, int], bool]) -> Ask:
    return lambda actor, place: predicate(
        actor, place.compound_id, actor.hat.seat_id if actor.hat is not None else 0
    )


def _ending_task(actor: Actor, place: Place) -> bool:
    return meetings.may_end_task(actor, "committee", place.compound_id, None)


CIRCLES = (
    Right("circles.may_see_circles", _("see who sits in the circles"), _here(circles.may_see_circles)),
    Right(
        "circles.may_see_circles/alliance",
        _("see the circles of the alliance"),
        _of_alliance(circles.may_see_circles),
    ),
    Right("circles.may_keep_circles", _("say who sits in the circles"), _here(circles.may_keep_circles)),
    Right(
        "circles.may_keep_circles/alliance",
        _("say who sits in the circles of the alliance"),
        _of_alliance(circles.may_keep_circles),
    ),
    Right("circles.may_see_duties", _("see who has which doors"), _here(circles.may_see_duties)),
    Right(
        "circles.may_assign_doors", _("give doors into somebody's charge"), _here(circles.may_assign_doors)
    ),
    Right("circles.may_give_errands", _("send people to doors"), _here(circles.may_give_errands)),
    Right("circles.may_do_errand", _("tick what a door needed"), _at_door),
)

MEETINGS = (
    Right("meetings.may_call_meeting/committee", _("call a committee meeting"), _calling("committee"), SH_26),
    Right(
        "meetings.may_call_meeting/owners_assembly",
        _("call a meeting of the owners' assembly"),
        _calling("owners_assembly"),
        "物业管理条例 14",
    ),
    Right("meetings.may_call_meeting/red_hall", _("call a red hall"), _calling("red_hall")),
    Right("meetings.may_call_meeting/joint", _("call a joint meeting"), _calling("joint")),
    Right("meetings.may_see_meeting", _("read posted meetings and their minutes"), _reading("posted"), SH_26),
    Right("meetings.may_see_meeting/planned", _("see meetings before they are posted"), _reading("planned")),
    Right(
        "meetings.may_keep_minutes/committee",
        _("keep the minutes of the committee"),
        _minuting("committee"),
    ),
    Right("meetings.may_keep_minutes/red_hall", _("keep the minutes of a red hall"), _minuting("red_hall")),
    Right(
        "meetings.may_put_resolution",
        _("put a decision to the members"),
        _here(meetings.may_put_resolution),
        SH_26,
    ),
    Right(
        "meetings.may_sign", _("sign a decision, with the own hat on"), _own_seat(meetings.may_sign), SH_26
    ),
    Right(
        "meetings.may_sign_minutes",
        _("sign the minutes of a meeting one was at"),
        _own_seat(meetings.may_sign_minutes),
    ),
    Right(
        "meetings.may_enter_signed_paper",
        _("enter what members signed on paper"),
        _here(meetings.may_enter_signed_paper),
        SH_26,
    ),
    Right(
        "meetings.may_demand_meeting",
        _("demand a meeting of the committee"),
        _here(meetings.may_demand_meeting),
        SH_26,
    ),
    Right("meetings.may_end_task", _("say that a task of a meeting is done"), _ending_task),
)

from linmeng.meetings.actions.calling import (
    NewItem,
    add_item,
    call_meeting,
    cancel_meeting,
    move_meeting,
    take_off_item,
)
from linmeng.meetings.actions.deciding import (
    close_resolution,
    enter_member_vote,
    put_to_members,
    sign_resolution,
    withdraw_resolution,
)
from linmeng.meetings.actions.hand_over_seat import hand_over_seat
from linmeng.meetings.actions.holding import end_task, give_task, hold_meeting, note_attendance, write_item
from linmeng.meetings.actions.minutes import (
    close_meeting,
    enter_minutes_signature,
    finish_minutes,
    publish_minutes,
    reopen_minutes,
    sign_minutes,
)
from linmeng.meetings.actions.posting import demand_meeting, post_agenda, record_invitation, sign_demand
from linmeng.meetings.actions.publishing import publish_resolution
from linmeng.meetings.actions.signed_sheet import keep_signed_sheet

__all__ = [
    "NewItem",
    "add_item",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "close_resolution",
    "demand_meeting",
    "end_task",
    "enter_member_vote",
    "enter_minutes_signature",
    "finish_minutes",
    "give_task",
    "hand_over_seat",
    "hold_meeting",
    "keep_signed_sheet",
    "move_meeting",
    "note_attendance",
    "post_agenda",
    "publish_minutes",
    "publish_resolution",
    "put_to_members",
    "record_invitation",
    "reopen_minutes",
    "sign_demand",
    "sign_minutes",
    "sign_resolution",
    "take_off_item",
    "withdraw_resolution",
    "write_item",
]

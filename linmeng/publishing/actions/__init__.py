from linmeng.publishing.actions.calls import note_call, try_another_way
from linmeng.publishing.actions.deliver import hand_over_slips, mark_read
from linmeng.publishing.actions.erase_person import erase_person
from linmeng.publishing.actions.free_notices import (
    NoticeWords,
    checked_notice,
    correct,
    keep_photos,
    publish_notice,
)
from linmeng.publishing.actions.hand_over_seat import hand_over_seat
from linmeng.publishing.actions.mail_address import ask_mail_address, confirm_mail_address
from linmeng.publishing.actions.notify import notify, notify_many
from linmeng.publishing.actions.objections import answer_objection, object_to, write_objection_down
from linmeng.publishing.actions.postings import post_paper, take_down_paper
from linmeng.publishing.actions.preferences import Chosen, set_preferences, stop_mails
from linmeng.publishing.actions.publish import publish, withdraw
from linmeng.publishing.actions.slip_week import keep_replies, make_slip_week

__all__ = [
    "Chosen",
    "NoticeWords",
    "answer_objection",
    "ask_mail_address",
    "checked_notice",
    "confirm_mail_address",
    "correct",
    "erase_person",
    "hand_over_seat",
    "hand_over_slips",
    "keep_photos",
    "keep_replies",
    "make_slip_week",
    "mark_read",
    "note_call",
    "notify",
    "notify_many",
    "object_to",
    "post_paper",
    "publish",
    "publish_notice",
    "set_preferences",
    "stop_mails",
    "take_down_paper",
    "try_another_way",
    "withdraw",
    "write_objection_down",
]

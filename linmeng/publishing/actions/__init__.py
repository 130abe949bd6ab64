from linmeng.publishing.actions.calls import note_call, try_another_way
from linmeng.publishing.actions.deliver import hand_over_slips, mark_read
from linmeng.publishing.actions.ending import end_notices
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
from linmeng.publishing.actions.proposals import (
    issue_proposal,
    propose_notice,
    proposed_words,
    return_proposal,
    take_back_proposal,
)
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
    "end_notices",
    "erase_person",
    "hand_over_seat",
    "hand_over_slips",
    "issue_proposal",
    "keep_photos",
    "keep_replies",
    "make_slip_week",
    "mark_read",
    "note_call",
    "notify",
    "notify_many",
    "object_to",
    "post_paper",
    "propose_notice",
    "proposed_words",
    "publish",
    "publish_notice",
    "return_proposal",
    "set_preferences",
    "stop_mails",
    "take_back_proposal",
    "take_down_paper",
    "try_another_way",
    "withdraw",
    "write_objection_down",
]

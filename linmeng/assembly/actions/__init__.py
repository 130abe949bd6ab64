from linmeng.assembly.actions.callback import announce_call_back, draw_call_back, record_call
from linmeng.assembly.actions.casting import cast_web_ballot
from linmeng.assembly.actions.city import keep_city_file, take_in_city_result
from linmeng.assembly.actions.counting import close_vote, count_vote, recount
from linmeng.assembly.actions.decisions import (
    archive_vote,
    cancel_vote,
    extend_vote,
    record_incident,
    resume_vote,
    suspend_vote,
)
from linmeng.assembly.actions.delivery import (
    Photo,
    note_nobody_home,
    note_opened,
    record_delivery,
    take_back_delivery,
)
from linmeng.assembly.actions.disputes import decide_dispute, open_case, say_not_me
from linmeng.assembly.actions.hand_over_seat import hand_over_seat
from linmeng.assembly.actions.late import keep_late_paper
from linmeng.assembly.actions.notice import give_notice
from linmeng.assembly.actions.papers import print_papers, void_paper
from linmeng.assembly.actions.prepared_paper import prepare_paper
from linmeng.assembly.actions.preparing import edit_vote, prepare_for_deed, prepare_free_vote, prepare_vote
from linmeng.assembly.actions.proxies import Agent, give_mandate, revoke_mandate
from linmeng.assembly.actions.reading import enter_paper, take_in_paper
from linmeng.assembly.actions.rereading import begin_recount, re_read_paper
from linmeng.assembly.actions.results import publish_correction, publish_result
from linmeng.assembly.actions.roll_posting import post_roll
from linmeng.assembly.actions.signing import sign_count
from linmeng.assembly.actions.supplement import take_in_transfers

__all__ = [
    "Agent",
    "Photo",
    "announce_call_back",
    "archive_vote",
    "begin_recount",
    "cancel_vote",
    "cast_web_ballot",
    "close_vote",
    "count_vote",
    "decide_dispute",
    "draw_call_back",
    "edit_vote",
    "enter_paper",
    "extend_vote",
    "give_mandate",
    "give_notice",
    "hand_over_seat",
    "keep_city_file",
    "keep_late_paper",
    "note_nobody_home",
    "note_opened",
    "open_case",
    "post_roll",
    "prepare_for_deed",
    "prepare_free_vote",
    "prepare_paper",
    "prepare_vote",
    "print_papers",
    "publish_correction",
    "publish_result",
    "re_read_paper",
    "record_call",
    "record_delivery",
    "record_incident",
    "recount",
    "resume_vote",
    "revoke_mandate",
    "say_not_me",
    "sign_count",
    "suspend_vote",
    "take_back_delivery",
    "take_in_city_result",
    "take_in_paper",
    "take_in_transfers",
    "void_paper",
]

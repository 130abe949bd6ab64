from linmeng.assembly.actions.casting import cast_web_ballot
from linmeng.assembly.actions.counting import close_vote, count_vote, recount
from linmeng.assembly.actions.hand_over_seat import hand_over_seat
from linmeng.assembly.actions.notice import give_notice
from linmeng.assembly.actions.papers import print_papers, record_delivery, void_paper
from linmeng.assembly.actions.preparing import cancel_vote, edit_vote, prepare_vote
from linmeng.assembly.actions.reading import enter_paper, take_in_paper
from linmeng.assembly.actions.results import publish_result

__all__ = [
    "cancel_vote",
    "cast_web_ballot",
    "close_vote",
    "count_vote",
    "edit_vote",
    "enter_paper",
    "give_notice",
    "hand_over_seat",
    "prepare_vote",
    "print_papers",
    "publish_result",
    "record_delivery",
    "recount",
    "take_in_paper",
    "void_paper",
]

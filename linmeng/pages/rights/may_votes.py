"""The lines of «who may do what» about votes of the owners."""

from django.utils.translation import gettext_lazy as _

from linmeng.assembly import permissions as assembly
from linmeng.pages.rights.asks import in_building, in_compound
from linmeng.pages.rights.place import Right

VOTES = (
    Right("assembly.may_see_draft", _("read a vote before its notice"), in_compound(assembly.may_see_draft)),
    Right(
        "assembly.may_call_votes",
        _("prepare, announce and cancel a vote"),
        in_compound(assembly.may_call_votes),
        "物业管理条例 15",
    ),
    Right(
        "assembly.may_call_in_stead",
        _("call elections, and votes where there is no committee"),
        in_compound(assembly.may_call_in_stead),
        "指导规则 58",
    ),
    Right(
        "assembly.may_record_incident",
        _("write down what happened to a vote"),
        in_compound(assembly.may_record_incident),
    ),
    Right(
        "assembly.may_print_papers",
        _("issue and print paper ballots"),
        in_compound(assembly.may_print_papers),
    ),
    Right(
        "assembly.may_record_delivery",
        _("tick the doors a ballot was brought to"),
        in_building(assembly.may_record_delivery),
    ),
    Right(
        "assembly.may_enter_paper_ballots",
        _("read signed papers at the count"),
        in_compound(assembly.may_enter_paper_ballots),
    ),
    Right(
        "assembly.may_enter_paper_of",
        _("read the paper of a neighbour's home"),
        lambda a, p: assembly.may_enter_paper_of(a, p.vote(), p.entry()),
    ),
    Right(
        "assembly.may_see_register",
        _("see which homes returned a ballot, never how"),
        in_compound(assembly.may_see_register),
    ),
    Right(
        "assembly.may_take_mandates",
        _("take in signed mandates"),
        in_compound(assembly.may_take_mandates),
        "民法典 165",
    ),
    Right(
        "assembly.may_see_mandates",
        _("see who votes for whom, and at the count how it was written"),
        in_compound(assembly.may_see_mandates),
    ),
    Right(
        "assembly.may_decide_disputes",
        _("decide about ballots in doubt"),
        in_compound(assembly.may_decide_disputes),
    ),
    Right(
        "assembly.may_keep_late_papers",
        _("keep the register of late papers"),
        in_compound(assembly.may_keep_late_papers),
    ),
    Right(
        "assembly.may_order_call_back",
        _("announce a call-back after a vote"),
        in_compound(assembly.may_order_call_back),
    ),
    Right(
        "assembly.may_call_back",
        _("ring the homes drawn for a call-back"),
        in_compound(assembly.may_call_back),
    ),
    Right(
        "assembly.may_see_receipt",
        _("see a neighbour's ballot with its choice"),
        lambda a, p: assembly.may_see_receipt(a, str(p.neighbour_id)),
        "个人信息保护法 28",
    ),
    Right("assembly.may_close", _("close a vote after its last instant"), in_compound(assembly.may_close)),
    Right("assembly.may_count", _("count"), in_compound(assembly.may_count)),
    Right("assembly.may_sign_count", _("sign a count"), in_compound(assembly.may_sign_count)),
    Right(
        "assembly.may_see_changes",
        _("see which ballots a recount read differently"),
        in_compound(assembly.may_see_changes),
    ),
    Right("assembly.may_publish_result", _("publish the result"), in_compound(assembly.may_publish_result)),
    Right(
        "assembly.may_take_in_city_result",
        _("take in the result file of the city's platform"),
        in_compound(assembly.may_take_in_city_result),
    ),
    Right(
        "assembly.may_hand_out_keys",
        _("print a home's key to the count for its owner"),
        in_compound(assembly.may_hand_out_keys),
    ),
    Right(
        "assembly.may_keep_boxes",
        _("seal and open ballot boxes, two together"),
        in_compound(assembly.may_keep_boxes),
    ),
)

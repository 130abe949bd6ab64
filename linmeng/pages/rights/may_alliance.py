"""The lines of «who may do what» about the alliance and its compounds, and about one's own personal details."""

from django.utils.translation import gettext_lazy as _

from linmeng.alliance import permissions as alliance
from linmeng.pages.rights.asks import anywhere, in_compound, of_neighbour
from linmeng.pages.rights.place import Right
from linmeng.rights import permissions as rights

ALLIANCE = (
    Right("alliance.may_set_up", _("enter compounds and bodies"), anywhere(alliance.may_set_up)),
    Right(
        "alliance.may_correct_compound",
        _("correct a compound's entry"),
        in_compound(alliance.may_correct_compound),
    ),
    Right("alliance.may_propose_charter", _("propose a charter"), anywhere(alliance.may_propose_charter)),
    Right(
        "alliance.may_adopt_charter_for",
        _("enter that one's own committee adopted the charter"),
        in_compound(alliance.may_adopt_charter_for),
    ),
    Right(
        "alliance.may_keep_profile",
        _("keep facilities and strengths"),
        in_compound(alliance.may_keep_profile),
    ),
    Right(
        "alliance.may_record_rules",
        _("enter the rules the owners adopted"),
        in_compound(alliance.may_record_rules),
    ),
    Right(
        "alliance.may_set_share_switch",
        _("choose what the compound shows the alliance"),
        in_compound(alliance.may_set_share_switch),
    ),
    Right(
        "alliance.may_set_committee_state",
        _("enter terms and states of committees"),
        in_compound(alliance.may_set_committee_state),
    ),
    Right(
        "alliance.may_see_profile",
        _("read a compound's whole profile"),
        in_compound(alliance.may_see_profile),
    ),
)
OWN = (
    Right(
        "rights.may_use_own_rights",
        _("get the copy of a neighbour's data"),
        lambda a, p: rights.may_use_own_rights(a, p.neighbour_id),
        "个人信息保护法 45",
    ),
    Right(
        "rights.may_decide_requests",
        _("decide corrections and erasures"),
        of_neighbour(rights.may_decide_requests),
        "个人信息保护法 46, 47",
    ),
    Right(
        "rights.may_see_forgetting",
        _("see what was forgotten in time"),
        anywhere(rights.may_see_forgetting),
        "个人信息保护法 19",
    ),
    Right("rights.may_see_seats", _("see who holds which office"), anywhere(rights.may_see_seats)),
)

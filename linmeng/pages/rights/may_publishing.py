"""The lines of «who may do what» about printed papers and publications."""

from django.utils.translation import gettext_lazy as _

from linmeng.pages.rights.asks import (
    answering_objections,
    answering_objections_in_trust,
    fetching,
    in_building,
    in_compound,
    reading,
    setting_preferences,
)
from linmeng.pages.rights.place import Right
from linmeng.papers import permissions as papers
from linmeng.publishing import permissions as publishing

PAPERS = (
    Right("papers.may_print", _("print forms"), in_compound(papers.may_print)),
    Right("papers.may_fetch", _("fetch the file of printed forms"), fetching("ballot")),
    Right("papers.may_fetch/code_letter", _("fetch the file of code letters"), fetching("code_letter")),
    Right("papers.may_carry", _("carry sheets to doors"), in_building(papers.may_carry)),
    Right("papers.may_scan", _("put in scans"), in_compound(papers.may_scan)),
    Right("papers.may_read", _("read what stands on answer slips"), reading("answer_slip")),
    Right("papers.may_read/ballot", _("read what stands on ballots"), reading("ballot")),
)
PUBLISHING = (
    Right("publishing.may_publish", _("publish"), in_compound(publishing.may_publish)),
    Right(
        "publishing.may_withdraw",
        _("withdraw a publication, with a reason"),
        in_compound(publishing.may_withdraw),
    ),
    Right("publishing.may_object", _("object to a public notice"), in_compound(publishing.may_object)),
    Right(
        "publishing.may_write_objections_down",
        _("write down a neighbour's objection"),
        in_compound(publishing.may_write_objections_down),
    ),
    Right(
        "publishing.may_answer_objections",
        _("answer objections to what one's own body published"),
        answering_objections,
    ),
    Right(
        "publishing.may_answer_objections/vacant",
        _("answer objections in the stead of a committee that is vacant"),
        answering_objections_in_trust,
        "上海市居民委员会工作条例 20",
    ),
    Right(
        "publishing.may_propose_notices",
        _("propose an announcement, which others issue"),
        in_compound(publishing.may_propose_notices),
    ),
    Right("publishing.may_post", _("hang papers up and take them down"), in_compound(publishing.may_post)),
    Right(
        "publishing.may_hand_over_slips",
        _("carry answer slips"),
        in_building(publishing.may_hand_over_slips),
    ),
    Right(
        "publishing.may_set_preferences_for",
        _("set for a neighbour how they are told"),
        setting_preferences,
    ),
    Right(
        "publishing.may_see_deliveries",
        _("see who was reached, masked"),
        in_compound(publishing.may_see_deliveries),
    ),
    Right(
        "publishing.may_call_neighbours",
        _("see the call list with whole names and numbers"),
        in_building(publishing.may_call_neighbours),
        "个人信息保护法 6",
    ),
)

"""The lines of «who may do what» about petitions and elections."""

from django.utils.translation import gettext_lazy as _

from linmeng.assembly import permissions as assembly
from linmeng.pages.rights.asks import in_compound
from linmeng.pages.rights.place import Right

ELECTIONS = (
    Right(
        "assembly.may_run_elections",
        _("run an election for the street's election group"),
        in_compound(assembly.may_run_elections),
        "上海市住宅物业管理规定 28、32",
    ),
    Right(
        "assembly.may_run_by_election",
        _("prepare a by-election"),
        in_compound(assembly.may_run_by_election),
        "上海市住宅物业管理规定 32",
    ),
    Right(
        "assembly.may_name_candidates",
        _("name candidates for the owners' committee"),
        in_compound(assembly.may_name_candidates),
        "上海市住宅物业管理规定 21",
    ),
    Right(
        "assembly.may_answer_nomination",
        _("say yes or no for a neighbour who was named"),
        lambda a, p: assembly.may_answer_nomination(a, p.neighbour_id),
    ),
    Right(
        "assembly.may_see_checks",
        _("see what was found about a candidate (the candidate and the election group too)"),
        lambda a, p: assembly.may_see_checks(a, p.neighbour_id, (), p.compound_id),
        "个人信息保护法 6",
    ),
)
PETITIONS = (
    Right(
        "assembly.may_sign_petition",
        _("ask for a meeting of owners, and sign for it"),
        lambda a, p: assembly.may_sign_petition(a, p.unit_id),
        "上海市住宅物业管理规定 25",
    ),
    Right(
        "assembly.may_take_in_signatures",
        _("take in signatures on paper; call the meeting where the committee does not"),
        in_compound(assembly.may_take_in_signatures),
        "指导规则 51",
    ),
    Right(
        "assembly.may_answer_petition",
        _("answer owners who ask for a meeting"),
        in_compound(assembly.may_answer_petition),
        "上海市住宅物业管理规定 25",
    ),
    Right(
        "assembly.may_check_signatures",
        _("see which homes signed, names masked"),
        in_compound(assembly.may_check_signatures),
    ),
)

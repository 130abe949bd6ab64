"""The lines of «who may do what» about the roll, homes and offices."""

from django.utils.translation import gettext_lazy as _

from linmeng.pages.rights.asks import giving, in_building, in_compound, naming_representative, of_neighbour
from linmeng.pages.rights.place import Right
from linmeng.people import permissions as people

PEOPLE = (
    Right(
        "people.may_see_roll",
        _("open the officers' roll page"),
        in_compound(people.may_see_roll),
        "个人信息保护法 6",
    ),
    Right(
        "people.may_see_names",
        _("read whole names on the roll"),
        in_building(people.may_see_names),
        "个人信息保护法 6",
    ),
    Right(
        "people.may_keep_roll",
        _("read in a roll, enter transfers"),
        in_compound(people.may_keep_roll),
        "民法典 278",
    ),
    Right(
        "people.may_keep_person",
        _("enter how a neighbour is reached"),
        of_neighbour(people.may_keep_person),
        "个人信息保护法 46",
    ),
    Right(
        "people.may_help",
        _("find a neighbour to write for"),
        in_building(people.may_help),
        "无障碍环境建设法 48",
    ),
    Right(
        "people.may_name_representative",
        _("name who votes for co-owners (the co-owners themselves where they are two)"),
        naming_representative,
        "业主大会和业主委员会指导规则 25",
    ),
    Right(
        "people.may_issue_letters",
        _("print and revoke code letters"),
        in_compound(people.may_issue_letters),
    ),
    Right(
        "people.may_decide_bindings",
        _("look at documents and decide who is at a door"),
        in_compound(people.may_decide_bindings),
    ),
    Right(
        "people.may_answer_for_home",
        _("say who belongs to the own home"),
        lambda a, p: people.may_answer_for_home(a, p.unit_id),
    ),
    Right(
        "people.may_enter_consent",
        _("enter a consent from paper"),
        of_neighbour(people.may_enter_consent),
        "个人信息保护法 14",
    ),
    Right(
        "people.may_seat/secretary",
        _("give the office of secretary"),
        giving("party_organisation", "secretary"),
    ),
    Right(
        "people.may_seat/clerk",
        _("give the office of community worker"),
        giving("residents_committee", "clerk"),
    ),
    Right(
        "people.may_seat/building_leader",
        _("give the office of building leader, volunteer, scrutineer, auditor"),
        giving("residents_committee", "building_leader"),
    ),
    Right(
        "people.may_seat/committee_member",
        _("enter who was elected to the owners' committee"),
        giving("owners_committee", "committee_member"),
        "上海市住宅物业管理规定 20",
    ),
    Right(
        "people.may_seat/property_manager",
        _("give the office of property manager"),
        giving("property_company", "property_manager"),
    ),
    Right(
        "people.may_seat/property_worker",
        _("give the office of property worker"),
        giving("property_company", "property_worker"),
    ),
)

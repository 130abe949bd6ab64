"""The lines of «who may do what» about words of neighbours, the two lists and projects."""

from django.utils.translation import gettext_lazy as _

from linmeng.pages.rights.asks import answering, anywhere, in_building, in_compound, keeping_lists
from linmeng.pages.rights.place import Right
from linmeng.projects import permissions as projects
from linmeng.voices import permissions as voices

VOICES = (
    Right(
        "voices.may_speak_in",
        _("say something of one's own"),
        in_compound(voices.may_speak_in),
        "物业管理条例 6",
    ),
    Right(
        "voices.may_type_for_neighbours",
        _("write down what a neighbour says"),
        in_building(voices.may_type_for_neighbours),
    ),
    Right("voices.may_sort", _("take up, join, answer and decline words"), in_compound(voices.may_sort)),
    Right(
        "voices.may_see_author",
        _("read who said it"),
        in_compound(voices.may_see_author),
        "个人信息保护法 6",
    ),
    Right("voices.may_answer_matter", _("answer a matter of common parts"), answering("common_part")),
    Right(
        "voices.may_answer_matter/company_duty",
        _("answer a matter of the company's daily duty"),
        answering("company_duty"),
    ),
    Right("voices.may_support", _("stand behind a matter"), lambda a, p: voices.may_support(a, p.matter())),
    Right(
        "voices.may_push_step",
        _("move a matter on by an act of one's office"),
        lambda a, p: voices.may_push_step(a, p.matter()),
    ),
    Right(
        "voices.may_take_in_tickets",
        _("take in tickets of the hotline"),
        anywhere(voices.may_take_in_tickets),
    ),
    Right(
        "voices.may_brief_sub_district",
        _("write the weekly brief"),
        anywhere(voices.may_brief_sub_district),
    ),
)
LISTS = (
    Right("lists.may_keep_lists", _("keep the two lists"), keeping_lists(vacant=False)),
    Right(
        "lists.may_keep_lists/vacant",
        _("keep the two lists where no committee is in office"),
        keeping_lists(vacant=True),
    ),
)
PROJECTS = (
    Right(
        "projects.may_lead_projects",
        _("start, edit, check and drop a project"),
        in_compound(projects.may_lead_projects),
        "民法典 278",
    ),
    Right(
        "projects.may_bring_evidence",
        _("bring a result to a project"),
        in_compound(projects.may_bring_evidence),
    ),
)

"""The lines of «who may do what» about a committee's term: filing, hand-over, leaving."""

from django.utils.translation import gettext_lazy as _

from linmeng.assembly import permissions as assembly
from linmeng.pages.rights.asks import in_compound
from linmeng.pages.rights.place import Right

TERM = (
    Right(
        "assembly.may_file",
        _("gather filing papers and hand them in"),
        in_compound(assembly.may_file),
        "上海市住宅物业管理规定 23",
    ),
    Right(
        "assembly.may_complete_filing",
        _("enter what the street answered"),
        in_compound(assembly.may_complete_filing),
        "上海市住宅物业管理规定 34",
    ),
    Right(
        "assembly.may_hand_over",
        _("give and receive seal, books, archive"),
        in_compound(assembly.may_hand_over),
        "上海市住宅物业管理规定 29",
    ),
    Right(
        "assembly.may_propose_leaving",
        _("enter that a member is to leave"),
        in_compound(assembly.may_propose_leaving),
    ),
    Right("assembly.may_see_term", _("read filing and hand-over lists"), in_compound(assembly.may_see_term)),
)

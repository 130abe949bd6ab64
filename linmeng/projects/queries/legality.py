"""The short checklist of the legality gate, and the class of matter that a project most likely is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linmeng.projects.models import Gate, Project

CHECKLIST = ("part_is_common", "scope_is_right", "fund_may_pay", "permits_are_clear", "neighbours_keep_light")


@dataclass(frozen=True)
class CheckQuestion:
    """One question of the gate, and the article it comes from."""

    key: str
    question: str
    article: str


def check_questions() -> tuple[CheckQuestion, ...]:
    """What must be answered before owners are asked; the same five for every project."""
    return (
        CheckQuestion(
            "part_is_common",
            _("Does the part that is touched belong to all owners concerned?"),
            "民法典 271、274",
        ),
        CheckQuestion(
            "scope_is_right",
            _("Are exactly those owners asked whose part it is (compound, building or entrance)?"),
            "上海市住宅物业管理规定 35、69",
        ),
        CheckQuestion("fund_may_pay", _("May the source of money named here pay for it?"), "民法典 281、282"),
        CheckQuestion(
            "permits_are_clear", _("Are the permits it needs known and obtainable?"), "物业管理条例 49"
        ),
        CheckQuestion(
            "neighbours_keep_light", _("Do neighbours keep light, air and quiet?"), "民法典 288、293"
        ),
    )


def proposed_deed(project: Project) -> str:
    """Money from the fund most likely repairs; everything else the committee chooses itself."""
    return "repair" if project.fund_source == Project.FundSource.MAINTENANCE_FUND else ""


def deed_of_project(project: Project) -> str:
    """What its legality gate said is to be done; empty for gates of earlier days, which named only the matter."""
    passed = project.gates.filter(kind=Gate.Kind.LEGALITY, state=Gate.State.PASSED).last()
    return str(passed.findings.get("deed", "")) if passed is not None else ""

"""What still stands in the way, all of it at once, before a point of no return."""

from datetime import date

from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, RulesOfProcedure
from linmeng.assembly.bridge import law_on
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.roll import units_in_scope, units_without_owner
from linmeng.common.dues import Problem
from linmeng.papers.states import HALF_READ
from linmeng.people.queries.actors import in_force
from linmeng.projects.queries import site_path

CODES_SHOWN = 8
FREEZE = "上海市住宅物业管理规定 28"
ELECTS = "elect_committee"
"""The one matter that a committee in re-election, or a vacant one, is there to bring about."""


def rules_in_force(compound_id: int, day: date) -> RulesOfProcedure | None:
    """What the owners' assembly adopted about its own voting, on a day."""
    rules = RulesOfProcedure.objects.filter(in_force(day), compound_id=compound_id)
    return rules.order_by("-valid_from").first()


def problems_before_notice(vote: Vote, today: date) -> list[Problem]:
    """Everything that forbids notice today; an empty list means the roll can be frozen.

    A unit without area is not among them: the database holds none.
    """
    found = [*_roll_problems(vote, today), *_committee_problems(vote)]
    if not vote.questions.exists():
        found.append(Problem(_("There is no question to vote on."), path=site_path(f"votes/{vote.id}/edit/")))
    if rules_in_force(vote.compound_id, today) is None:
        found.append(
            Problem(
                _("No rules of procedure of this owners' assembly are recorded."), article="民法典 278(1)(1)"
            )
        )
    if law_on(vote.compound.place, vote.matter_class, today) is None:
        found.append(Problem(_("No law pack is in force for this place today."), article="民法典 278"))
    if vote.project is not None and vote.project.state != "legal":
        path = site_path(f"projects/{vote.project_id}/")
        found.append(Problem(_("The project's legality gate is not open."), path=path))
    return found


def _roll_problems(vote: Vote, today: date) -> list[Problem]:
    path = site_path(f"roll/{vote.compound.code}/")
    if not units_in_scope(vote, today).exists():
        return [Problem(_("The roll is empty: no unit lies in this scope."), article="民法典 278", path=path)]
    codes = units_without_owner(vote, today)
    if not codes:
        return []
    shown = "、".join(codes[:CODES_SHOWN]) + ("…" if len(codes) > CODES_SHOWN else "")
    sentence = _("%(n)s units have no owner on the roll: %(codes)s") % {"n": len(codes), "codes": shown}
    return [Problem(sentence, article="法释〔2009〕7号 8、9", path=path)]


def _committee_problems(vote: Vote) -> list[Problem]:
    """A committee in re-election may not put major matters to the vote (Shanghai rules art. 28)."""
    term = CommitteeTerm.objects.filter(body__compound_id=vote.compound_id).exclude(state="ended").first()
    state = term.state if term is not None else CommitteeTerm.State.VACANT
    if vote.matter_class == ELECTS or state == CommitteeTerm.State.IN_OFFICE:
        return []
    if state == CommitteeTerm.State.IN_REELECTION:
        return [
            Problem(_("The owners' committee is in re-election: major matters wait for the new one."), FREEZE)
        ]
    return [Problem(_("The owners' committee is not in office, so nobody can call this vote."), FREEZE)]


def problems_before_count(vote: Vote) -> list[Problem]:
    """Papers that one person has read and nobody has read again."""
    waiting = vote.papers.filter(sheet__state__in=HALF_READ).order_by("sheet__number")
    found = []
    for number, state in waiting.values_list("sheet__number", "sheet__state")[:50]:
        sentence = (
            _("Paper No. %s was entered once and waits for a second person.")
            if state == "read_once"
            else _("Paper No. %s was read differently by two people; a third must read it.")
        )
        found.append(Problem(sentence % number, path=site_path(f"votes/{vote.id}/enter/?paper={number}")))
    return found

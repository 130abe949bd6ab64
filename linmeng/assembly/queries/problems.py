"""What still stands in the way, all of it at once, before a point of no return."""

from datetime import date

from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, RulesOfProcedure
from linmeng.alliance.queries.committees import present_term
from linmeng.assembly.bridge import law_on
from linmeng.assembly.bridge.policies import changed_since, policies_of, stricter_delivery
from linmeng.assembly.bridge.standing import Frozen, frozen_now
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.boxes import boxes_shut
from linmeng.assembly.queries.calling import calling, group_formed_on, has_committee, running_election
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.postings import problems_of_posting
from linmeng.assembly.queries.proxies import problems_with_mandates
from linmeng.assembly.queries.roll import units_in_scope, units_without_owner
from linmeng.common.actor import Actor
from linmeng.common.dues import Problem
from linmeng.papers.states import HALF_READ
from linmeng.people.queries.actors import in_force
from linmeng.projects.queries import site_path
from linmeng.publishing.queries import facts_of, newest_publication

CODES_SHOWN = 8
FREEZE = "上海市住宅物业管理规定 28"
ELECTS = "elect_committee"
"""The one matter that a committee in re-election, or a vacant one, is there to bring about."""


def rules_in_force(compound_id: int, day: date) -> RulesOfProcedure | None:
    """What the owners' assembly adopted about its own voting, on a day."""
    rules = RulesOfProcedure.objects.filter(in_force(day), compound_id=compound_id)
    return rules.order_by("-valid_from").first()


def problems_before_notice(vote: Vote, today: date, actor: Actor | None = None) -> list[Problem]:
    """Everything that forbids notice today; an empty list means the roll can be frozen.

    With an actor also why that one may not call owners. A unit without area is not among them: the database
    holds none.
    """
    return [
        *_roll_problems(vote, today),
        *_committee_problems(vote, today, actor),
        *_word_problems(vote),
        *_law_problems(vote, today),
        *_delivery_problems(vote, today),
        *problems_of_posting(vote, today),
        *_project_problems(vote),
        *_partner_problems(vote),
    ]


def _word_problems(vote: Vote) -> list[Problem]:
    if vote.questions.exists():
        return []
    return [Problem(_("There is no question to vote on."), path=site_path(f"votes/{vote.id}/edit/"))]


def _law_problems(vote: Vote, today: date) -> list[Problem]:
    found = []
    if rules_in_force(vote.compound_id, today) is None:
        sentence = _("No rules of procedure of this owners' assembly are recorded.")
        path = site_path(f"c/{vote.compound.code}/rules/new/")
        found.append(Problem(sentence, article="民法典 278(1)(1)", path=path))
    if law_on(vote.compound.place, vote.matter_class, today) is None:
        found.append(Problem(_("No law pack is in force for this place today."), article="民法典 278"))
    return found


def _delivery_problems(vote: Vote, today: date) -> list[Problem]:
    """A draft that asks less of a delivery than the assembly itself adopted."""
    rules = rules_in_force(vote.compound_id, today)
    if rules is None or stricter_delivery(rules.delivery_rule, vote.delivery_rule) == vote.delivery_rule:
        return []
    how = RulesOfProcedure.DeliveryRule(rules.delivery_rule).label
    sentence = (
        _("This draft takes a ballot as delivered more easily than the assembly adopted: only %s.") % how
    )
    return [Problem(sentence, article="指导规则 22", path=site_path(f"votes/{vote.id}/edit/"))]


def _project_problems(vote: Vote) -> list[Problem]:
    if vote.project is None or vote.project.state == "legal":
        return []
    path = site_path(f"projects/{vote.project_id}/")
    return [Problem(_("The project's legality gate is not open."), path=path)]


def _partner_problems(vote: Vote) -> list[Problem]:
    """Linked votes are announced together; one that was called off takes the other with it."""
    other = partner_of(vote)
    if other is None or other.state == "draft":
        return []
    sentence = _("The linked vote “%s” is no draft any more; both are announced together.") % other.title
    return [Problem(sentence, path=site_path(f"votes/{other.id}/"))]


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


def _committee_problems(vote: Vote, today: date, actor: Actor | None) -> list[Problem]:
    """A matter frozen while a committee is elected (case 35); a compound whose committee cannot call it."""
    if vote.matter_class == ELECTS:
        return []
    path, compound_id = site_path(f"c/{vote.compound.code}/"), vote.compound_id
    formed = group_formed_on(compound_id, today)
    frozen = frozen_now(vote.compound.place, vote.matter_class, today, group_formed=formed, elected=None)
    if frozen is not None:
        return [Problem(_frozen_words(frozen), frozen.article, path)]
    if actor is not None and not (called := calling(actor, compound_id, vote.matter_class)).may:
        return [Problem(called.reason, called.article, path)]
    term = present_term(compound_id)
    if term is not None and term.state == CommitteeTerm.State.IN_OFFICE:
        return []
    by_neighbours = actor is not None and not actor.wears("clerk", compound_id=compound_id)
    if has_committee(compound_id) or not (by_neighbours or running_election(compound_id)):
        return []
    return [Problem(_("The owners' committee is not in office, so it cannot call this vote."), FREEZE, path)]


def _frozen_words(frozen: Frozen) -> str:
    """Why not now, and the way that stays open where danger cannot wait (Shanghai rules art. 73)."""
    words = _("The owners' committee is in re-election: major matters wait for the new one.")
    if not frozen.emergency_article:
        return words
    way = _("Danger that cannot wait needs no vote: a certificate and the committee's approval (%s).")
    return f"{words} {way % frozen.emergency_article}"


def problems_before_count(vote: Vote) -> list[Problem]:
    """Papers that one person has read and nobody has read again; policies that are not those of the notice;
    ballots under mandates that do not count; boxes that nobody opened.
    """
    waiting = vote.papers.filter(sheet__state__in=HALF_READ).order_by("sheet__number")
    found, page = _policy_problems(vote), site_path(f"votes/{vote.id}/")
    for number, state in waiting.values_list("sheet__number", "sheet__state")[:50]:
        sentence = (
            _("Paper No. %s was entered once and waits for a second person.")
            if state == "read_once"
            else _("Paper No. %s was read differently by two people; a third must read it.")
        )
        found.append(Problem(sentence % number, path=f"{page}enter/?paper={number}"))
    for box in boxes_shut(vote):
        sentence = _("Box or envelope No. %s was sealed and is not opened yet.") % box.number
        found.append(Problem(sentence, path=f"{page}boxes/"))
    return found + problems_with_mandates(vote)


def _policy_problems(vote: Vote) -> list[Problem]:
    """The policies published with the notice hold to the end; any other needs a new notice (case 38)."""
    notice = newest_publication("vote_notice", vote.id)
    frozen = facts_of(notice).get("policies") if notice is not None else None
    if frozen is None:
        return []
    changed = changed_since(frozen, policies_of(vote))
    if not changed:
        return []
    sentence = _("Policies of this vote are no longer those of its notice: %s. They were frozen then.")
    return [Problem(sentence % "、".join(changed), path=site_path(f"votes/{vote.id}/"))]

"""The election group's members on the board: who they are and for whom, open to objections; mended with a trace."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.group import group_article
from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.steps import keep_step, step_done
from linmeng.assembly.actions.locking import demand_second_key
from linmeng.assembly.bridge import law_days
from linmeng.assembly.models import Election, GroupMember
from linmeng.assembly.queries.ways_on import language
from linmeng.assembly.states import BEFORE_BALLOT
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.publishing.actions import NoticeWords, correct, publish_notice
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import publication_path
from linmeng.record.actions import write


@action
def post_group(actor: Actor, *, election_id: int, days: int) -> Publication:
    """Hang the list of the group as a public notice; `days` for objections.

    Hung again after the group changed, the new list stands in place of the old, which stays readable. Refused
    while no group is entered, and while the list that hangs is the present one.
    """
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_second_key(actor)
    demand_state(election, *BEFORE_BALLOT)
    if step_done(election, "group") is None:
        raise WrongState(_("First the street forms the election group; enter it on its page."))
    if step_done(election, "group_posted") is not None:
        raise WrongState(_("The list that hangs is the present one."))
    before = hanging_list(election)
    with translation.override(settings.LANGUAGE_CODE):  # neighbours read these words, whoever clicks
        notice = _words(actor, election, days)
        publication = _hang(actor, election, notice, before)
        said = _("%s members hang on the board.") % election.group.filter(left_on__isnull=True).count()
    path = publication_path(publication)
    keep_step(actor, election, "group_posted", done_on=actor.today, words=said, path=path)
    facts = {"election": str(election.id), "sha256": publication.facts_sha256, "days": days}
    write(actor, "election_group_posted", facts | {"again": before is not None})
    return publication


def hanging_list(election: Election) -> Publication | None:
    """The newest list of the group that was hung here and neither replaced nor withdrawn."""
    steps = election.steps.filter(key="group_posted").exclude(path="").order_by("-recorded_at", "-id")
    tokens = [path.rstrip("/").rsplit("/", 1)[-1] for path in steps.values_list("path", flat=True)]
    hung = Publication.objects.filter(token__in=tokens, withdrawn_at__isnull=True, replaced_by__isnull=True)
    return hung.order_by("-published_at", "-id").first()


def _hang(actor: Actor, election: Election, notice: NoticeWords, before: Publication | None) -> Publication:
    if before is None:
        return publish_notice(actor, compound_id=election.compound_id, notice=notice)
    reason = _("The members of the group have changed.")
    return correct(actor, publication_id=before.id, notice=notice, reason=reason)


def _words(actor: Actor, election: Election, days: int) -> NoticeWords:
    members = list(election.group.filter(left_on__isnull=True).order_by("-heads_group", "id"))
    first = election.kind == Election.Kind.FIRST
    title = (
        _("Members of the group that prepares the first assembly")
        if first
        else _("The re-election group, term %s") % election.term_number
    )
    head = _("%(n)s members were called into the group on %(day)s; %(owners)s of them are owners.") % {
        "n": len(members),
        "day": _formed_on(election),
        "owners": sum(member.capacity == GroupMember.Capacity.OWNER for member in members),
    }
    last = _("Whoever knows a reason against a member can object here; each objection is answered.")
    return NoticeWords(
        kind=Publication.Kind.PUBLIC_NOTICE,
        title=title,
        words="\n".join([head, *(_line(member) for member in members), last]),
        article=_article(election, actor),
        days=days,
    )


def _line(member: GroupMember) -> str:
    words = f"{member.name}（{member.get_capacity_display()}）"
    return _("%s, head of the group") % words if member.heads_group else words


def _formed_on(election: Election) -> str:
    step = step_done(election, "group")
    return step.done_on.isoformat() if step is not None else ""


def _article(election: Election, actor: Actor) -> str:
    """Where the law of the place asks for the posting; else where it asks for the group."""
    if election.kind == Election.Kind.FIRST:
        asked = law_days(election.compound.place, "group_formed", actor.today, language()).get("group_posted")
        if asked is not None:
            return asked.article
    return group_article(election, actor.today)

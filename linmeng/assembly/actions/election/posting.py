"""Numbers by lot, and the candidates on the board with days for objections; taken back with a trace."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.steps import keep_step, step_done
from linmeng.assembly.actions.locking import demand_second_key
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy, Election
from linmeng.assembly.queries.candidates import qualified
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.publishing.actions import NoticeWords, publish_notice, withdraw
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import publication_path
from linmeng.record.actions import write


@action
def draw_numbers(actor: Actor, *, election_id: int, order: Sequence[int], witnesses: str) -> list[Candidacy]:
    """Write down the numbers as they were drawn before witnesses; `order` names the candidacies from No. 1 on."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "checking")
    rows = {row.id: row for row in qualified(election)}
    if set(order) != set(rows) or len(order) != len(rows):
        raise ValidationError({"order": _("Each qualified candidate draws one number, from 1 on.")})
    if len(witnesses.strip()) < 2:
        raise ValidationError({"witnesses": _("Please say before whom the lot was drawn.")})
    election.candidacies.update(number=0)  # so that no number stands twice for a moment
    drawn = [rows[candidacy_id] for candidacy_id in order]
    for number, row in enumerate(drawn, start=1):
        row.number = number
        row.save(update_fields=["number"])
    words = _("Drawn before %(who)s: %(order)s") % {
        "who": witnesses.strip(),
        "order": "、".join(f"{row.number} {row.person.name}" for row in drawn),
    }
    keep_step(actor, election, "numbers", done_on=actor.today, words=words)
    facts = {"election": str(election.id), "order": [str(row.id) for row in drawn]}
    write(actor, "candidate_numbers_drawn", facts)
    return drawn


@action
def post_candidates(actor: Actor, *, election_id: int, days: int) -> Publication:
    """Hang the candidates on the board with number and introduction, as a public notice with objections.

    Refuses fewer qualified candidates than the minimum, and while not everybody is checked and numbered.
    """
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_second_key(actor)
    demand_state(election, "checking")  # not while owners vote on the list that hangs
    rows = qualified(election)
    if election.candidacies.filter(state=Candidacy.State.ACCEPTED).exists():
        raise WrongState(_("Somebody who stands is not checked yet."))
    if step_done(election, "street_report") is None:
        raise WrongState(_("First the list goes to the street; record that step."))
    if len(rows) < election.minimum:
        raise WrongState(_("Fewer are qualified than must be elected. Names can be taken again."))
    if not all(row.number for row in rows):
        raise WrongState(_("First the numbers are drawn."))
    with translation.override(settings.LANGUAGE_CODE):
        publication = publish_notice(
            actor, compound_id=election.compound_id, notice=_words(actor, election, rows, days)
        )
        said = _("%s candidates hang on the board.") % len(rows)
    election.state = Election.State.POSTED
    election.save(update_fields=["state"])
    path = publication_path(publication)
    keep_step(actor, election, "posted", done_on=actor.today, words=said, path=path)
    write(actor, "candidates_posted", {"election": str(election.id), "sha256": publication.facts_sha256})
    return publication


def _words(actor: Actor, election: Election, rows: list[Candidacy], days: int) -> NoticeWords:
    law = committee_law(election.compound.place, actor.today)
    head = _(
        "%(n)s neighbours stand for %(seats)s seats. They were checked by law and gave their pledge."
    ) % {
        "n": len(rows),
        "seats": election.seats,
    }
    each = [f"{row.number}. {row.person.name}{'：' if row.statement else ''}{row.statement}" for row in rows]
    return NoticeWords(
        kind=Publication.Kind.PUBLIC_NOTICE,
        title=_("Candidates for the owners' committee, term %s") % election.term_number,
        words="\n".join([head, *(" ".join(line.split()) for line in each)]),
        article=law.article("candidate.disqualified") if law else "",
        days=days,
    )


@action
def take_posting_back(actor: Actor, *, election_id: int, reason: str) -> Election:
    """An objection was right, a name was wrong: the notice is withdrawn, the checks are open again."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_second_key(actor)
    demand_state(election, "posted")
    step = step_done(election, "posted")
    token = step.path.rstrip("/").rsplit("/", 1)[-1] if step is not None else ""
    publication = Publication.objects.filter(token=token, withdrawn_at__isnull=True).first()
    if publication is not None and not publication.replaced_by.exists():
        withdraw(actor, publication_id=publication.id, reason=reason)
    elif len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why this is withdrawn.")})
    election.state = Election.State.CHECKING
    election.save(update_fields=["state"])
    election.candidacies.update(number=0)
    election.steps.filter(key__in=("posted", "numbers", "checks"), withdrawn_at__isnull=True).update(
        withdrawn_at=actor.at
    )
    write(actor, "candidates_posting_withdrawn", {"election": str(election.id)})
    return election

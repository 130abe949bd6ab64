"""Posting the masked roll before notice, so that whoever finds a mistake can object while it can be mended."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.drafting import demand_caller
from linmeng.assembly.actions.facts import scope_words
from linmeng.assembly.actions.locking import demand_second_key, locked_vote
from linmeng.assembly.bridge import canonical, sha256, written_area
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries import roll_on, vote_path
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.postings import SUBJECT, changed_since_posting, posted_rows, posting_of
from linmeng.assembly.queries.roll import units_without_owner
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.publishing.actions import publish
from linmeng.publishing.actions.free_notices import issuing_body, period_end
from linmeng.publishing.bridge import last_day_of
from linmeng.publishing.models import Publication
from linmeng.record.actions import write

FEWEST_DAYS, MOST_DAYS = 3, 60
ARTICLE = "指导规则 12"


@action
def post_roll(actor: Actor, *, vote_id: int, days: int) -> Publication:
    """Hang the roll of a draft with its questions: unit, area, owners in masks, which homes count as one head.

    A second posting replaces the first, for instance after corrections. Objections go their usual way and are
    answered by the body that posted; corrections are entered where the roll is kept. Of two linked votes both
    rolls are hung, for they are frozen together; one that hangs unchanged stays as it is.
    """
    vote = locked_vote(vote_id)
    demand_caller(actor, vote.compound_id, vote.matter_class)
    demand_second_key(actor)
    if vote.state != "draft":
        raise WrongState(_("The roll is posted before notice; with the notice it was frozen."))
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        sentence = _("Please choose from %(least)s to %(most)s days.")
        raise ValidationError({"days": sentence % {"least": FEWEST_DAYS, "most": MOST_DAYS}})
    other = partner_of(vote)
    if other is not None and other.state == "draft" and not _hangs_unchanged(other, actor.today):
        _hang(actor, other, days)
    return _hang(actor, vote, days)


def _hangs_unchanged(vote: Vote, today: date) -> bool:
    posted = posting_of(vote)
    if posted is None or changed_since_posting(posted, vote, today):
        return False
    return posted.questions == list(vote.questions.values_list("text", flat=True))


def _hang(actor: Actor, vote: Vote, days: int) -> Publication:
    entries = roll_on(vote, actor.today)
    if not entries or units_without_owner(vote, actor.today):
        raise AgainstTheLaw(
            _("The roll is not whole yet: it is empty, or homes have no owner."),
            article="法释〔2009〕7号 8、9",
        )
    before = posting_of(vote)
    with translation.override(settings.LANGUAGE_CODE):
        facts = _facts(actor, vote, entries, days)
        publication = publish(
            actor,
            compound=vote.compound,
            kind=Publication.Kind.PUBLIC_NOTICE,
            subject=SUBJECT,
            subject_id=vote.id,
            title=facts["headline"],
            facts=facts,
            article=ARTICLE,
            period_ends_at=period_end(actor.today, days),
            replaces=before.publication if before is not None else None,
        )
    known = {"vote": str(vote.id), "units": len(entries), "roll_sha256": facts["fingerprint"]}
    write(actor, "roll_posted", known | {"days": days})
    return publication


def _facts(actor: Actor, vote: Vote, entries: list[RollEntry], days: int) -> dict[str, Any]:
    rows, issuer = posted_rows(entries), issuing_body(actor, vote.compound)
    heads, area = len({entry.head_key for entry in entries}), sum(entry.area_dm2 for entry in entries)
    return {
        "vote": str(vote.id),
        "path": vote_path(vote.id),
        "compound": vote.compound.name,
        "scope": scope_words(vote),
        "headline": (_("The roll for a vote: %s") % vote.title)[:120],
        "kind": "public_notice",
        "issuer": issuer.name,
        "issuer_id": str(issuer.id),
        "paragraphs": _paragraphs(vote, len(entries), heads, written_area(area)),
        "questions": list(vote.questions.values_list("text", flat=True)),
        "rows": rows,
        "units": len(entries),
        "heads": heads,
        "area_dm2": area,
        "area_m2": written_area(area),
        "fingerprint": sha256(canonical(rows)),
        "as_of": actor.today.isoformat(),
        "days": days,
        "last_day": _last_day(actor.today, days),
        "article": ARTICLE,
        "published_on": actor.today.isoformat(),
    }


def _last_day(today: date, days: int) -> str:
    return last_day_of(today, days).isoformat()


def _paragraphs(vote: Vote, units: int, heads: int, area: str) -> list[str]:
    told = _(
        "%(units)s homes, %(heads)s owners counted as heads, %(area)s ㎡ decide together (%(scope)s)."
    ) % {
        "units": units,
        "heads": heads,
        "area": area,
        "scope": scope_words(vote),
    }
    return [
        told,
        _("Names are shown in part. Please look whether your home, its area and its owner are right."),
        _("Whoever finds a mistake can object; each objection is answered before the roll is frozen."),
    ]

"""The committee's own decisions: by the signatures of over half of **all** members, nobody for another."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.common.wording import clean_line, clean_words, fitting
from linmeng.ground.acts import action
from linmeng.meetings import bridge
from linmeng.meetings.actions.locking import demand_state, locked_item, locked_resolution
from linmeng.meetings.models import AgendaItem, Meeting, MemberVote, Resolution
from linmeng.meetings.permissions import may_enter_signed_paper, may_put_resolution, may_sign
from linmeng.meetings.queries import (
    check_freeze,
    items_of,
    place_of,
    present_members,
    standing_votes,
    undecidable_items,
)
from linmeng.meetings.states import RESOLUTION
from linmeng.record.actions import write


@action
def put_to_members(actor: Actor, *, item_id: int, text: str) -> Resolution:
    """Lay a decision before the members of the committee, as it will be signed.

    Refused for what stood in no agenda in time (case 34), for what a re-election freezes (case 35), and
    without over half of all members at the table.
    """
    item = locked_item(item_id)
    meeting = item.meeting
    if meeting.kind != Meeting.Kind.COMMITTEE or meeting.compound is None:
        raise WrongState(_("Members sign what their committee decides; owners decide by an owners' vote."))
    if not may_put_resolution(actor, meeting.compound.id):
        raise NotAllowed(_("Only the owners' committee of this compound puts a decision to its members."))
    demand_state(meeting, "held", sentence=_("Decisions are put while the meeting is held."))
    _check_law(actor, meeting, item)
    if item.resolutions.exclude(state="withdrawn").exists():
        raise WrongState(_("This item was put to the members already."))
    resolution = Resolution.objects.create(
        item=item,
        compound=meeting.compound,
        number=_next_number(actor, meeting.compound.id),
        text=fitting(clean_words(text), field="text", fewest=4, most=600),
        put_at=actor.at,
        members=meeting.members or 0,
        present=meeting.present or 0,
    )
    AgendaItem.objects.filter(pk=item.pk).update(outcome=AgendaItem.Outcome.DECIDED)
    facts = {"resolution": str(resolution.id), "number": resolution.number, "meeting": str(meeting.id)}
    write(actor, "resolution_put", facts)
    return resolution


def _check_law(actor: Actor, meeting: Meeting, item: AgendaItem) -> None:
    day, place = local_day(meeting.starts_at), place_of(meeting)
    if item.withdrawn_because:
        raise WrongState(_("This item was taken off the agenda."))
    if item.id in undecidable_items(meeting, list(items_of(meeting.id))):
        raise AgainstTheLaw(
            _(
                "“%(title)s” did not hang with the agenda in time. It may be talked about today;"
                " put it on the agenda of the next meeting to decide it."
            )
            % {"title": item.title},
            article=bridge.unposted_article(place, day)[0],
        )
    check_freeze(meeting, matter=item.matter, emergency=item.emergency, day=actor.today)
    if not meeting.quorum:
        raise AgainstTheLaw(
            _("%(here)s of %(all)s members are here: without over half of all members nothing is decided.")
            % {"here": meeting.present or 0, "all": meeting.members or 0},
            article=bridge.committee_article(place, day)[0],
        )


def _next_number(actor: Actor, compound_id: int) -> str:
    year = actor.today.year
    before = Resolution.objects.filter(compound_id=compound_id, number__startswith=f"{year}-").count()
    return f"{year}-{before + 1}"


@action
def sign_resolution(actor: Actor, *, resolution_id: int, choice: str) -> MemberVote:
    """A member who is at the table signs with the own log-in, once."""
    resolution = locked_resolution(resolution_id)
    seat_id = actor.hat.seat_id if actor.hat is not None else 0
    if not may_sign(actor, resolution.compound_id, seat_id):
        raise NotAllowed(_("Only members of this owners' committee sign, each for themselves."))
    demand_second_factor(actor, _("Before signing, please confirm with a code by SMS."))
    _check_open(resolution, seat_id, choice)
    if seat_id in standing_votes(resolution.id):
        raise WrongState(_("You signed this decision already."))
    vote = _vote(actor, resolution, seat_id=seat_id, choice=choice, how="log_in")
    write(actor, "resolution_signed", {"resolution": str(resolution.id), "how": "log_in"})
    return vote


@action
def enter_member_vote(
    actor: Actor,
    *,
    resolution_id: int,
    seat_id: int,
    choice: str,
    by_own_hand: bool,
    because: str = "",
) -> MemberVote:
    """What a member signed on the paper, entered by who keeps it. Whoever signed for another does not count.

    A slip in entering is put right by a further entry with its reason; both stay readable.
    """
    resolution = locked_resolution(resolution_id)
    if not may_enter_signed_paper(actor, resolution.compound_id):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    demand_second_factor(actor, _("Before entering what others signed, please confirm with a code by SMS."))
    _check_open(resolution, seat_id, choice)
    _check_own_hand(resolution, by_own_hand)
    before = standing_votes(resolution.id).get(seat_id)
    because = clean_line(because)[:120]
    if before is not None:
        _check_correction(before, because)
    entry = before.entry + 1 if before is not None else 1
    vote = _vote(actor, resolution, seat_id=seat_id, choice=choice, how="paper", entry=entry, because=because)
    write(actor, "resolution_signed", {"resolution": str(resolution.id), "how": "paper", "entry": vote.entry})
    return vote


def _check_own_hand(resolution: Resolution, by_own_hand: bool) -> None:
    article = bridge.proxies_article(resolution.compound.place, local_day(resolution.put_at))
    if not by_own_hand and article is not None:
        raise AgainstTheLaw(
            _("A member cannot send or sign for another: this signature does not count."),
            article=article[0],
        )


def _check_correction(before: MemberVote, because: str) -> None:
    if before.how == "log_in":
        raise WrongState(_("This member signed with the own log-in; nobody changes that from a paper."))
    if len(because) < 2:
        raise ValidationError({"because": _("Please say why the earlier entry was wrong.")})


def _check_open(resolution: Resolution, seat_id: int, choice: str) -> None:
    if resolution.state != "open":
        raise WrongState(_("The signing of this decision is closed."))
    if choice not in MemberVote.Choice.values:
        raise ValidationError({"choice": _("Please choose one of the three.")})
    if seat_id not in present_members(resolution.item.meeting_id):
        raise WrongState(_("Only members who were noted as present at the meeting sign its decisions."))


def _vote(
    actor: Actor,
    resolution: Resolution,
    *,
    seat_id: int,
    choice: str,
    how: str,
    entry: int = 1,
    because: str = "",
) -> MemberVote:
    return MemberVote.objects.create(
        resolution=resolution,
        seat_id=seat_id,
        choice=choice,
        how=how,
        entry=entry,
        because=because,
        by_person_id=actor.person_id or 0,
        signed_at=actor.at,
    )


@action
def close_resolution(actor: Actor, *, resolution_id: int) -> Resolution:
    """Close the signing: passed only with over half of all members, however few attended (case 28).

    From now on the decision is evidence: its facts and their hash never change.
    """
    resolution = locked_resolution(resolution_id)
    if not may_enter_signed_paper(actor, resolution.compound_id):
        raise NotAllowed(_("The signing is closed by a member of the committee or by the community worker."))
    meeting = resolution.item.meeting
    votes = standing_votes(resolution.id)
    agreed = sum(vote.choice == "yes" for vote in votes.values())
    law = bridge.decided(
        resolution.compound.place,
        local_day(meeting.starts_at),
        members=resolution.members,
        present=resolution.present,
        agreed=agreed,
    )
    if law is None:
        raise WrongState(_("No law of committees is in force here on that day."))
    after = "passed" if law.passed else "failed"
    RESOLUTION.check(resolution.state, after, what=resolution.number)
    resolution.state, resolution.agreed, resolution.decided_on = after, agreed, actor.today
    resolution.article, resolution.pack_id = law.article[:80], law.pack_id
    resolution.pack_version = law.pack_version
    resolution.facts = bridge.canonical(_facts(resolution, votes, law))
    resolution.sha256 = bridge.sha256(resolution.facts)
    resolution.save()
    facts = {"resolution": str(resolution.id), "passed": law.passed, "sha256": resolution.sha256}
    write(actor, "resolution_closed", facts | {"members": resolution.members, "agreed": agreed})
    return resolution


def _facts(resolution: Resolution, votes: dict[int, MemberVote], law: bridge.Decided) -> dict[str, Any]:
    meeting = resolution.item.meeting
    said = [vote.choice for vote in votes.values()]
    return {
        "number": resolution.number,
        "text": resolution.text,
        "meeting": str(meeting.id),
        "held_on": local_day(meeting.starts_at).isoformat(),
        "decided_on": resolution.decided_on.isoformat() if resolution.decided_on else "",
        "members": resolution.members,
        "present": resolution.present,
        "agreed": said.count("yes"),
        "against": said.count("no"),
        "abstained": said.count("abstain"),
        "quorum": law.quorum,
        "passed": law.passed,
        "article": law.article,
        "pack": law.pack_id,
        "pack_version": law.pack_version,
        "lines": law.lines_zh,
        "lines_en": law.lines_en,
        "signatures": [
            {"seat": str(vote.seat_id), "choice": vote.choice, "how": vote.how}
            for _seat, vote in sorted(votes.items())
        ],
    }


@action
def withdraw_resolution(actor: Actor, *, resolution_id: int, because: str) -> Resolution:
    """Taken back while it is being signed, with a reason; the item may be put anew."""
    resolution = locked_resolution(resolution_id)
    if not may_put_resolution(actor, resolution.compound_id):
        raise NotAllowed(_("Only the owners' committee of this compound puts a decision to its members."))
    RESOLUTION.check(resolution.state, "withdrawn", what=resolution.number)
    resolution.withdrawn_because = fitting(clean_line(because), field="because", fewest=4, most=200)
    resolution.state = "withdrawn"
    resolution.save(update_fields=["state", "withdrawn_because"])
    write(actor, "resolution_withdrawn", {"resolution": str(resolution.id)})
    return resolution

"""Owners ask for a meeting or a member's removal: opened, signed, handed in, answered, called by others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound, Unit
from linmeng.assembly.actions.locking import demand, demand_second_key
from linmeng.assembly.models import Petition, PetitionSignature, PetitionStep, RollEntry
from linmeng.assembly.permissions import may_answer_petition, may_sign_petition, may_take_in_signatures
from linmeng.assembly.queries.petition import (
    IN_STEAD,
    homes_of,
    may_be_called_instead,
    members_of,
    petition_path,
    progress_of,
    standing_signatures,
    votes_to_link,
)
from linmeng.assembly.states import PETITION
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.common.masks import masked_name
from linmeng.ground.actions.documents import media_type_of, store_document
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.people.models import Person
from linmeng.publishing.actions import notify_many
from linmeng.record.actions import write

Kind = PetitionStep.Kind
State = Petition.State
SHORTEST = 4


def _locked(petition_id: int) -> Petition:
    rows = Petition.objects.select_for_update(of=("self",)).select_related("compound")
    return rows.get(id=petition_id)


def _step(actor: Actor, petition: Petition, kind: str, words: str = "") -> None:
    """What happened, in the petition's own line and in the record (without the words)."""
    PetitionStep.objects.create(
        petition=petition,
        kind=kind,
        words=words.strip()[:400],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, f"petition_{kind}", {"petition": str(petition.id), "state": petition.state})


def _collecting(petition: Petition) -> None:
    if petition.state != State.COLLECTING:
        raise WrongState(_("This petition is no longer being signed."))


@action
def open_petition(
    actor: Actor, *, compound_id: int, asks: str, title: str, words: str, about_person_id: int | None = None
) -> Petition:
    """An owner asks for a temporary meeting, or for the removal of a committee member, and signs first.

    One at a time for each owner. The title and the words are public; who signed is not.
    """
    homes = _own_homes(actor, compound_id)
    title, words = title.strip()[:80], words.strip()[:800]
    if len(title) < SHORTEST or len(words) < SHORTEST:
        raise ValidationError({"words": _("Please say what the meeting is to decide, and why.")})
    if asks not in Petition.Asks.values:
        raise ValidationError({"asks": _("Please say what you ask for.")})
    mine = Petition.objects.filter(
        compound_id=compound_id, opened_by_id=actor.person_id or 0, state=State.COLLECTING
    )
    if mine.exists():
        raise WrongState(_("You have a petition open here. Hand it in or withdraw it first."))
    petition = Petition.objects.create(
        compound=Compound.objects.get(id=compound_id),
        asks=asks,
        title=title,
        words=words,
        about_person=_member(actor, compound_id, asks, about_person_id),
        opened_by_id=actor.person_id,
        opened_at=actor.at,
    )
    _sign(actor, petition, homes)
    _step(actor, petition, Kind.OPENED)
    return petition


def _own_homes(actor: Actor, compound_id: int, unit_ids: Collection[int] | None = None) -> list[int]:
    wanted = actor.units if unit_ids is None else unit_ids
    demand(all(may_sign_petition(actor, unit_id) for unit_id in wanted), _("Only an owner signs for a home."))
    found = Unit.objects.filter(compound_id=compound_id, id__in=list(wanted)).order_by("id")
    homes = list(found.values_list("id", flat=True))
    demand(bool(homes), _("Only an owner of this compound can do this."))
    return homes


def _member(actor: Actor, compound_id: int, asks: str, person_id: int | None) -> Person | None:
    if asks != Petition.Asks.REMOVAL:
        return None
    seat = members_of(compound_id, actor.today).filter(person_id=person_id or 0).first()
    if seat is None:
        raise ValidationError({"about": _("Please choose a member of the committee.")})
    return seat.person


def _sign(actor: Actor, petition: Petition, unit_ids: Sequence[int]) -> int:
    """A row for each home not signed for yet by this person."""
    mine = petition.signatures.filter(person_id=actor.person_id or 0, withdrawn_at__isnull=True)
    signed = set(mine.values_list("unit_id", flat=True))
    fresh = [unit_id for unit_id in unit_ids if unit_id not in signed]
    PetitionSignature.objects.bulk_create(
        [
            PetitionSignature(
                petition=petition,
                unit_id=unit_id,
                person_id=actor.person_id or 0,
                channel="web",
                signed_at=actor.at,
            )
            for unit_id in fresh
        ]
    )
    return len(fresh)


@action
def sign_petition(actor: Actor, *, petition_id: int, unit_ids: Collection[int]) -> int:
    """Sign for one's own homes; a home counts once, whichever of its owners signed. Returns how many are new."""
    petition = _locked(petition_id)
    homes = _own_homes(actor, petition.compound_id, unit_ids)
    _collecting(petition)
    fresh = _sign(actor, petition, homes)
    if fresh:
        write(actor, "petition_signed", {"petition": str(petition.id), "channel": "web", "homes": fresh})
    return fresh


@action
def withdraw_signature(actor: Actor, *, petition_id: int) -> int:
    """Take one's own signatures back, on the web or on paper, while it is being signed; returns how many."""
    petition = _locked(petition_id)
    _collecting(petition)
    demand(actor.person_id is not None, _("Please log in first."))
    mine = petition.signatures.filter(person_id=actor.person_id or 0, withdrawn_at__isnull=True)
    taken_back = mine.update(withdrawn_at=actor.at)
    if taken_back:
        write(actor, "petition_signature_withdrawn", {"petition": str(petition.id), "homes": taken_back})
    return taken_back


@dataclass(frozen=True)
class Scanned:
    """The signature sheet as scanned or photographed."""

    name: str
    content: bytes


@action
def take_in_signatures(actor: Actor, *, petition_id: int, lines: Sequence[str], scan: Scanned) -> int:
    """Signatures on paper, one a line: unit and the owner's name or mask. All faults are told at once.

    The scan is kept with each of them. Returns how many are new.
    """
    petition = _locked(petition_id)
    demand(
        may_take_in_signatures(actor, petition.compound_id),
        _("The community worker takes in signatures on paper."),
    )
    demand_second_key(actor)
    _collecting(petition)
    pairs = _read_lines(actor, petition, lines)
    media_type = media_type_of(scan.content, scan.name)
    paper = store_document([scan.content], scan.name, media_type=media_type, at=actor.at)
    fresh = _keep_paper(actor, petition, pairs, paper)
    facts = {"petition": str(petition.id), "channel": "paper", "homes": fresh, "scan_sha256": paper.sha256}
    write(actor, "petition_signed", facts)
    return fresh


def _read_lines(actor: Actor, petition: Petition, lines: Sequence[str]) -> list[tuple[int, int]]:
    homes = {entry.unit_code: entry for entry in homes_of(petition.compound_id, actor.today).values()}
    ids = {int(owner) for entry in homes.values() for owner in entry.owners}
    names = dict(Person.objects.filter(id__in=ids).values_list("id", "name"))
    pairs, faults = [], []
    for number, line in enumerate(lines, start=1):
        unit, _space, name = line.strip().partition(" ")
        entry = homes.get(unit.upper())
        owners = _owners_called(entry, name.strip(), names) if entry else []
        if entry is None:
            faults.append(_("Line %(n)s: no home “%(unit)s” in this compound.") % {"n": number, "unit": unit})
        elif len(owners) != 1:
            faults.append(
                _("Line %(n)s: “%(name)s” is no owner of it, or two are called so.")
                % {"n": number, "name": name}
            )
        else:
            pairs.append((entry.unit_id, owners[0]))
    if faults or not pairs:
        raise ValidationError({"lines": faults or [_("Please write one line for each signature.")]})
    return pairs


def _owners_called(entry: RollEntry, name: str, names: dict[int, str]) -> list[int]:
    owners = [int(owner) for owner in entry.owners]
    return [owner for owner in owners if name in (names.get(owner), masked_name(names.get(owner, "")))]


def _keep_paper(actor: Actor, petition: Petition, pairs: list[tuple[int, int]], paper: StoredFile) -> int:
    known = set(standing_signatures(petition).values_list("unit_id", "person_id"))
    fresh = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    PetitionSignature.objects.bulk_create(
        [
            PetitionSignature(
                petition=petition,
                unit_id=unit_id,
                person_id=person_id,
                channel="paper",
                paper=paper,
                signed_at=actor.at,
                recorded_by=actor.seat_title[:60],
            )
            for unit_id, person_id in fresh
        ]
    )
    return len(fresh)


@action
def withdraw_petition(actor: Actor, *, petition_id: int) -> Petition:
    """Whoever opened it ends it; what was signed stays on file."""
    petition = _locked(petition_id)
    demand(petition.opened_by_id == actor.person_id, _("Only who opened a petition withdraws it."))
    return _to(actor, petition, State.WITHDRAWN, Kind.WITHDRAWN)


def _to(actor: Actor, petition: Petition, state: str, kind: str, words: str = "") -> Petition:
    PETITION.check(petition.state, state, what=petition.title)
    petition.state = state
    petition.save(update_fields=["state", "handed_in_at", "answered_at", "answered_by", "answer"])
    _step(actor, petition, kind, words)
    return petition


@action
def hand_in_petition(actor: Actor, *, petition_id: int) -> Petition:
    """Hand it to the committee once the law's share is reached; from then on nobody signs or takes back.

    Done by who opened it, or by the clerk who took in the papers.
    """
    petition = _locked(petition_id)
    own = petition.opened_by_id == actor.person_id
    demand(own or may_take_in_signatures(actor, petition.compound_id), _("Only who opened it hands it in."))
    _collecting(petition)
    progress = progress_of(petition, actor.today)
    if progress is None or not progress.met:
        article = progress.article if progress else ""
        raise AgainstTheLaw(_("Too few owners have signed so far."), article=article)
    petition.handed_in_at = actor.at
    _to(actor, petition, State.HANDED_IN, Kind.HANDED_IN)
    members = members_of(petition.compound_id, actor.today).values_list("person_id", flat=True)
    _tell(actor, petition, set(members), _("Owners ask for a meeting"))
    return petition


def _tell(actor: Actor, petition: Petition, person_ids: set[int], title: str) -> None:
    notify_many(
        actor,
        person_ids=sorted(person_ids),
        subject="petition",
        subject_id=petition.id,
        title=title,
        words=petition.title,
        path=petition_path(petition.id),
        compound_id=petition.compound_id,
    )


@action
def answer_petition(actor: Actor, *, petition_id: int, accepts: bool, words: str) -> Petition:
    """The committee says that it calls the meeting, or why not; the member concerned does not answer."""
    petition = _locked(petition_id)
    demand(may_answer_petition(actor, petition.compound_id), _("The owners' committee answers a petition."))
    if petition.about_person_id is not None and petition.about_person_id == actor.person_id:
        raise NotAllowed(_("Whose removal is asked for does not answer; another member does."))
    demand_second_key(actor)
    _check_words(words)
    petition.answered_at, petition.answered_by = actor.at, actor.seat_title[:60]
    petition.answer = words.strip()[:400]
    state, kind = (State.ACCEPTED, Kind.ACCEPTED) if accepts else (State.REFUSED, Kind.REFUSED)
    _to(actor, petition, state, kind, words)
    _tell(actor, petition, _signers(petition), _("Your petition is answered"))
    return petition


def _check_words(words: str) -> None:
    if len(words.strip()) < SHORTEST:
        raise ValidationError({"words": _("Please say it in a few words; everyone can read them.")})


def _signers(petition: Petition) -> set[int]:
    return set(standing_signatures(petition).order_by().values_list("person_id", flat=True))


@action
def step_in(actor: Actor, *, petition_id: int, convenes: bool, words: str) -> Petition:
    """The residents' committee orders the committee to call the meeting, or calls it itself (Guide 51).

    Only after a refusal, or once the time for an answer is over.
    """
    petition = _locked(petition_id)
    demand(
        may_take_in_signatures(actor, petition.compound_id),
        _("The residents' committee steps in, through its community worker."),
    )
    demand_second_key(actor)
    _check_words(words)
    if not may_be_called_instead(petition, actor.today):
        raise AgainstTheLaw(_("The committee still has its time to answer."), article=IN_STEAD)
    if convenes:
        _to(actor, petition, State.CONVENED, Kind.CONVENED, words)
        _tell(actor, petition, _signers(petition), _("The residents' committee calls the meeting"))
        return petition
    _step(actor, petition, Kind.ORDERED, words)
    members = members_of(petition.compound_id, actor.today).values_list("person_id", flat=True)
    _tell(actor, petition, set(members), _("You are ordered to call the meeting that owners ask for"))
    return petition


@action
def link_petition_vote(actor: Actor, *, petition_id: int, vote_id: int) -> Petition:
    """Say which announced vote came of it."""
    petition = _locked(petition_id)
    allowed = may_answer_petition(actor, petition.compound_id)
    demand(
        allowed or may_take_in_signatures(actor, petition.compound_id),
        _("The committee or the community worker says which vote came of it."),
    )
    if petition.state not in (State.ACCEPTED, State.CONVENED):
        raise WrongState(_("No meeting is being called for this petition."))
    vote = votes_to_link(petition).filter(id=vote_id).first()
    if vote is None:
        raise ValidationError({"vote": _("Please choose a vote announced since the petition was handed in.")})
    petition.vote = vote
    petition.save(update_fields=["vote"])
    _step(actor, petition, Kind.LINKED, vote.title)
    return petition

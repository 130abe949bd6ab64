"""The result file of a city's voting platform: sealed as it came, then taken in whole as a channel of its own."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.actions.turnout import recompute_turnout
from linmeng.assembly.bridge.city_file import CityReading, city_table, columns_missing, read_city
from linmeng.assembly.models import CastBallot, CityResult, Receipt, Vote, VoteDecision
from linmeng.assembly.permissions import may_take_in_city_result
from linmeng.assembly.queries.city import asked_of, city_results, frame_of
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import document_path, store_document
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.record.actions import write

ROWS_AT_ONCE = 500
LINES_NAMED = 20
OCTETS = "application/octet-stream"


def _opened(actor: Actor, vote_id: int) -> Vote:
    """The vote, locked, if its box is shut: before that nobody may know a choice."""
    vote = locked_vote(vote_id)
    demand(
        may_take_in_city_result(actor, vote.compound_id),
        _("Only the owners' committee or the clerk takes in the platform's file."),
    )
    demand_second_key(actor)
    if phase(vote, actor.at) not in ("over", "closed"):
        raise WrongState(_("The platform's file is taken in after the closing instant and before the count."))
    return vote


@action
def keep_city_file(actor: Actor, *, vote_id: int, name: str, content: bytes) -> StoredFile:
    """Keep the file byte by byte as it came, with its hash; nothing of it is counted yet."""
    vote = _opened(actor, vote_id)
    city_table(name, content)
    file = store_document([content], name, media_type=OCTETS, at=actor.at)
    write(actor, "city_file_kept", {"vote": str(vote.id), "file_sha256": file.sha256})
    return file


@action
def take_in_city_result(
    actor: Actor,
    *,
    vote_id: int,
    file_id: int,
    platform: str,
    columns: Mapping[str, int],
    supplement: bool = False,
    leave_out: bool = False,
) -> CityResult:
    """All ballots of a kept file in one act, channel `city`, each dated as the platform says.

    Lines with a fault stop everything, unless `leave_out`: then their numbers stand among the vote's
    decisions for everyone to read. A second file is refused unless it is said to be a supplement; the same
    file is refused in any case. Which of a web, a paper and a city ballot of one owner counts, the policy
    announced with the vote says at the count; all are kept.
    """
    vote, file = _opened(actor, vote_id), StoredFile.objects.get(id=file_id)
    _check_first_or_supplement(vote, file, supplement)
    if not platform.strip():
        raise ValidationError({"platform": _("Please name the platform.")})
    reading = read_kept(vote, file, columns)
    if not reading.ballots:
        raise ValidationError({"file": _("No line of this file is a ballot of this vote.")})
    if reading.faults and not leave_out:
        raise ValidationError({"leave_out": _("Please look at the lines that cannot be taken in.")})
    result = CityResult.objects.create(
        vote=vote,
        file=file,
        sha256=file.sha256,
        platform=platform.strip()[:80],
        ballots=len(reading.ballots),
        imported_at=actor.at,
        imported_by=actor.seat_title[:60],
    )
    _cast(vote, reading)
    _say_what_is_left_out(actor, vote, result, reading)
    facts = {"vote": str(vote.id), "file_sha256": file.sha256, "ballots": result.ballots}
    write(
        actor, "city_result_taken_in", facts | {"left_out": len(reading.left_out), "supplement": supplement}
    )
    return result


def _check_first_or_supplement(vote: Vote, file: StoredFile, supplement: bool) -> None:
    earlier = list(city_results(vote))
    if any(one.sha256 == file.sha256 for one in earlier):
        raise WrongState(_("This very file has been taken in already."))
    if earlier and not supplement:
        raise WrongState(
            _("A file of the platform has been taken in already. A second one can only add to it.")
        )


def read_kept(vote: Vote, file: StoredFile, columns: Mapping[str, int]) -> CityReading:
    """A kept file, held against roll, days and earlier files; asks for every column."""
    asked = asked_of(vote)
    if columns_missing(columns, asked):
        raise ValidationError({"columns": _("Please say for every part in which column it stands.")})
    table = city_table(file.name, document_path(file).read_bytes())
    return read_city(table, columns, asked, frame_of(vote))


def _cast(vote: Vote, reading: CityReading) -> None:
    """The file's ballots; what was chosen apart from who cast, as in every channel."""
    questions = {q.number: q for q in vote.questions.all()}
    pairs = [
        (
            Receipt(vote=vote, entry_id=b.entry_id, channel="city", by=b.by, cast_at=b.cast_at),
            [(questions[number], choice) for number, choice in b.line.choices.items()],
        )
        for b in reading.ballots
    ]
    Receipt.objects.bulk_create([receipt for receipt, _chosen in pairs], batch_size=ROWS_AT_ONCE)
    CastBallot.objects.bulk_create(
        [
            CastBallot(receipt=receipt, question=question, choice=choice)
            for receipt, chosen in pairs
            for question, choice in chosen
        ],
        batch_size=ROWS_AT_ONCE,
    )
    recompute_turnout(vote)


def _say_what_is_left_out(actor: Actor, vote: Vote, result: CityResult, reading: CityReading) -> None:
    rows = reading.left_out
    if not rows:
        return
    named = ", ".join(str(row) for row in rows[:LINES_NAMED]) + (" …" if len(rows) > LINES_NAMED else "")
    words = ngettext(
        "%(platform)s: line %(rows)s of the file was left out, for it fits no ballot of this roll.",
        "%(platform)s: %(n)s lines of the file were left out (%(rows)s), for they fit no ballot of this roll.",
        len(rows),
    )
    VoteDecision.objects.create(
        vote=vote,
        kind=VoteDecision.Kind.INCIDENT,
        reason=(words % {"platform": result.platform, "n": len(rows), "rows": named})[:300],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )

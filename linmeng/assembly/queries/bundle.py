"""What goes into the bundle of a count, and the bundles that are published."""

from datetime import datetime, timedelta

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from linmeng.assembly.bridge.bundle import CountVersion, PaperTrail, SealedDay, Standing, Told
from linmeng.assembly.models import (
    Count,
    PreparedBundle,
    Question,
    Receipt,
    RollEntry,
    RollSupplement,
    Vote,
    VoteBundle,
    VoteDecision,
)
from linmeng.assembly.queries.ballot_lists import names_on_ballot, on_ballot
from linmeng.papers.models import DoubleEntry, Scan
from linmeng.record.models import DaySeal

PUBLISHED = ("published", "archived")
MANY_HOMES = 2_000
"""From here on the worker makes the bundle before the result is published; fewer homes take less than a second."""
PATIENCE = timedelta(minutes=3)
"""After that the bundle is made while publishing, should the worker not have made it."""


def counts_of(vote: Vote) -> list[CountVersion]:
    """Every version of the count, oldest first, each with why it was counted again."""
    results: dict[int, dict[int, str]] = {}
    rows = Count.objects.filter(vote=vote).order_by("version")
    for version, number, result in rows.values_list("version", "question__number", "result"):
        results.setdefault(version, {})[number] = result
    decisions = VoteDecision.objects.filter(vote=vote, kind=VoteDecision.Kind.RECOUNT)
    reasons = list(decisions.order_by("happened_at", "id").values_list("reason", flat=True))
    reasons += [""] * len(results)  # the newest count was not repeated
    return [CountVersion(v, results[v], why) for v, why in zip(results, reasons, strict=False)]


def told_of(vote: Vote, scope: str) -> Told:
    """Everything beside the box that a bundle tells; a steady few queries."""
    questions = list(vote.questions.all())
    elections = [question for question in questions if question.kind == Question.Kind.ELECTION]
    seal = DaySeal.objects.order_by("-day").first()
    return Told(
        scope=scope,
        questions=questions,
        counts=counts_of(vote),
        standing={one.number: Standing(on_ballot(one), names_on_ballot(one)) for one in elections},
        papers=_papers(vote),
        sealed=SealedDay(seal.day, seal.length, seal.last_hash) if seal is not None else None,
    )


def _papers(vote: Vote) -> dict[int, PaperTrail]:
    """By receipt of a signed paper: how many people read its sheet, and the newest scan of it."""
    receipts = Receipt.objects.filter(vote=vote, paper__isnull=False)
    sheets = dict(receipts.values_list("id", "paper__sheet_id"))
    of_vote = {"sheet__ballots__vote": vote}
    readers = DoubleEntry.objects.filter(by_person_id__isnull=False, **of_vote).order_by()
    read_by = dict(readers.values_list("sheet_id").annotate(Number("by_person_id", distinct=True)))
    scans = Scan.objects.filter(**of_vote).order_by("id")
    seen = {
        sheet: (fingerprint, page)
        for sheet, fingerprint, page in scans.values_list("sheet_id", "file__sha256", "file_page")
    }
    return {
        receipt: PaperTrail(read_by.get(sheet, 0), *seen.get(sheet, ("", 0)))
        for receipt, sheet in sheets.items()
    }


def bundles_of(vote: Vote) -> QuerySet[VoteBundle]:
    """The bundles of a published vote, the newest first; before publication there is none for anybody."""
    bundles = VoteBundle.objects.filter(vote=vote).select_related("file").order_by("-version")
    return bundles if vote.state in PUBLISHED else bundles.none()


def owners_ever(entry: RollEntry) -> set[str]:
    """Who owned a home at notice or has bought it since."""
    bought = RollSupplement.objects.filter(entry=entry).values_list("owners", flat=True)
    return {*entry.owners, *(owner for owners in bought for owner in owners)}


def receipts_of(entry: RollEntry, by: str = "") -> tuple[Receipt, ...]:
    """The ballots cast for a home, oldest first: those of the owner `by`; for the desk, which must not tie web
    ballots to homes, those on paper only.
    """
    receipts = Receipt.objects.filter(entry=entry).order_by("cast_at", "id")
    return tuple(receipts.filter(by=by) if by else receipts.filter(channel="paper"))


def has_salts(vote: Vote) -> bool:
    """Whether each home of the frozen roll has a salt; votes announced before bundles were made have none."""
    return vote.noticed_on is not None and not vote.roll.filter(commitment="").exists()


def prepared_bundle(vote: Vote) -> PreparedBundle | None:
    """What the worker made of the newest count; None while it has not come to it."""
    newest = Count.objects.filter(vote=vote).order_by("-version").values("version")[:1]
    return PreparedBundle.objects.select_related("file").filter(vote=vote, version=Subquery(newest)).first()


def votes_to_prepare() -> list[int]:
    """Votes whose newest count has no bundle yet, neither published nor prepared."""
    newest = Count.objects.filter(vote=OuterRef("pk")).order_by("-version").values("version")[:1]
    of_newest = {"vote": OuterRef("pk"), "version": OuterRef("newest")}
    votes = Vote.objects.filter(state__in=["counted", "published"]).annotate(newest=Subquery(newest))
    votes = votes.filter(~Exists(PreparedBundle.objects.filter(**of_newest)), newest__isnull=False)
    votes = votes.filter(~Exists(VoteBundle.objects.filter(**of_newest)))
    return list(votes.order_by("id").values_list("id", flat=True))


def bundle_awaited(vote: Vote, at: datetime) -> bool:
    """Whether publishing waits a moment: a large roll, counted just now, its bundle being made."""
    counted = Count.objects.filter(vote=vote).order_by("-version").first()
    if counted is None or not counted.counted_at <= at < counted.counted_at + PATIENCE:
        return False
    return vote.roll.count() > MANY_HOMES and prepared_bundle(vote) is None

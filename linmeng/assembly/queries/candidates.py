"""Who stands in an election, and what was found about them."""

from collections.abc import Iterable

from linmeng.assembly.bridge import Bar, CommitteeLaw
from linmeng.assembly.models import Candidacy, Election, QualificationCheck
from linmeng.assembly.queries.ways_on import chain_of

STANDS = ("accepted", "qualified", "elected", "substitute", "not_elected")


def qualified(election: Election) -> list[Candidacy]:
    """Those who may be elected, by number."""
    rows = election.candidacies.filter(state=Candidacy.State.QUALIFIED).select_related("person")
    return list(rows.order_by("number", "named_at", "id"))


def findings(candidacy: Candidacy) -> dict[str, QualificationCheck]:
    """By reason the newest finding."""
    return {check.key: check for check in candidacy.checks.order_by("checked_at", "id")}


def still_to_check(candidacy: Candidacy, law: CommitteeLaw) -> list[Bar]:
    """Reasons of the law that nobody looked into yet."""
    known = findings(candidacy)
    return [bar for bar in law.bars if bar.key not in known]


def checked_counts(candidacies: Iterable[Candidacy]) -> dict[int, int]:
    """How many reasons were looked into for each candidacy; one query."""
    ids = [candidacy.id for candidacy in candidacies]
    pairs = QualificationCheck.objects.filter(candidacy_id__in=ids).values_list("candidacy_id", "key")
    counts = dict.fromkeys(ids, 0)
    for candidacy_id, _key in set(pairs):
        counts[candidacy_id] += 1
    return counts


def elected_members(election: Election) -> list[Candidacy]:
    """All whom the owners elected for this term: in this election and in those whose empty seats it filled.

    A by-election in a running term has its own only; the others hold their seats already.
    """
    chain = [election] if election.term_id is not None else chain_of(election)
    ids = [one.id for one in chain]
    rows = Candidacy.objects.filter(election_id__in=ids, state=Candidacy.State.ELECTED)
    found = list(rows.select_related("person"))
    return sorted(found, key=lambda row: (-ids.index(row.election_id), row.rank, row.number))


def seats_of_term(election: Election) -> int:
    """How many seats the committee has that this election completes."""
    return chain_of(election)[-1].seats


def group_people(election: Election) -> frozenset[int]:
    """Who of the election group is known here as a person."""
    rows = election.group.filter(left_on__isnull=True, person__isnull=False)
    return frozenset(rows.values_list("person_id", flat=True))

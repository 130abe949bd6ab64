"""The count report: the facts of a result, the same that page and poster show, for hand signatures and archive."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.assembly.actions.facts import result_facts
from linmeng.assembly.bridge import law_of_vote
from linmeng.assembly.models import BallotDelivery, Receipt, Vote
from linmeng.assembly.queries import newest_counts, vote_path
from linmeng.assembly.queries.bundle import bundles_of
from linmeng.assembly.queries.signatures import signed
from linmeng.pages.printing.count_papers.sheets import Part, TableSheetFacts
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import area, cn_datetime

TWO, THREE = (False, True), (True, False, False)


def facts_of_count(vote: Vote, version: int) -> dict[str, Any]:
    """The facts of one version, as they are or will be published."""
    return result_facts(vote, law_of_vote(vote), newest_counts(vote, version), vote_path(vote.id))


def language() -> str:
    """zh or en, as papers know them."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def sheet_frame(
    vote: Vote, slug: str, *, kind: str, note: str, sample: bool, check_code: str
) -> dict[str, Any]:
    """What every paper of a count carries."""
    code = ScanCode(site_address(reverse("vote", args=[slug, vote.id])), check_code)
    return {
        "compound": vote.compound.name,
        "kind": kind,
        "title": vote.title,
        "note": note,
        "code": code,
        "sample": sample,
        "lang": language(),
    }


def report_facts(vote: Vote, version: int, slug: str, *, sample: bool) -> TableSheetFacts:
    """Roll, papers, ballots, cells in both measures, thresholds with their article, who signed."""
    facts = facts_of_count(vote, version)
    counted = newest_counts(vote, version)[0].count
    note = _("Count No. %(n)s, %(when)s, by %(seat)s") % {
        "n": version,
        "when": cn_datetime(counted.counted_at),
        "seat": counted.by_seat,
    }
    frame = sheet_frame(
        vote,
        slug,
        kind=_("Count report"),
        note=note,
        sample=sample,
        check_code=counted.result_sha256[:8].upper(),
    )
    questions = [_question(question) for question in facts["questions"]]
    parts = [
        _roll(facts),
        _papers(facts),
        _ballots(facts),
        *questions,
        _doubts(facts),
        _signed(vote, version),
        _law(facts),
    ]
    parts += _bundle(vote, version, slug)
    seats = tuple(dict.fromkeys(one.seat for one in signed(vote, version))) or (_("scrutineer"),)
    return TableSheetFacts(**frame, parts=tuple(parts), signers=seats)


def _bundle(vote: Vote, version: int, slug: str) -> list[Part]:
    """Once this version is published: the file with which anyone counts it again."""
    rows = [
        (_("SHA-256 of the bundle"), f"{one.sha256[:32]} {one.sha256[32:]}")
        for one in bundles_of(vote)
        if one.version == version
    ]
    if not rows:
        return []
    where = (_("where to fetch it"), site_address(reverse("vote_bundle", args=[slug, vote.id])))
    return [Part(title=_("Count it again yourself"), rows=(*rows, where), wide=TWO)]


def _count(number: int) -> str:
    return f"{number:,}"


def _roll(facts: dict[str, Any]) -> Part:
    rows = (
        (_("units on the roll"), _count(facts["units"])),
        (_("counted as heads"), _count(facts["heads"])),
        (_("area of all"), area(facts["area_dm2"])),
    )
    return Part(title=_("The roll"), rows=rows, wide=TWO)


def _papers(facts: dict[str, Any]) -> Part:
    words = dict(BallotDelivery.Way.choices)
    brought = [(str(words[way]), _count(number)) for way, number in facts["delivered"].items()]
    papers = facts["papers"]
    rows = (
        (_("papers printed"), _count(papers["printed"])),
        *brought,
        (_("provably received"), _count(facts["proven"])),
        (_("papers back"), _count(papers["back"])),
        (_("papers void"), _count(papers["void"])),
        (_("papers too late, not counted"), _count(papers["late"])),
    )
    return Part(title=_("Brought and back"), rows=rows, wide=TWO)


def _ballots(facts: dict[str, Any]) -> Part:
    words = dict(Receipt._meta.get_field("channel").choices or ())  # type: ignore[arg-type]
    rows = (
        *((str(words[way]), _count(number)) for way, number in facts["received"].items()),
        (_("ballots found void"), _count(facts["void_ballots"])),
    )
    return Part(title=_("Ballots by way"), rows=rows, wide=TWO)


def cell_words() -> dict[str, str]:
    """The words for the cells of a count of either kind."""
    return {
        "total": _("All on the roll"),
        "participating": _("Took part"),
        "yes": _("For"),
        "no": _("Against"),
        "named": _("Named somebody"),
        "against_all": _("Against all"),
        "abstain": _("Abstained"),
        "split": _("Own units differ"),
        "disputed": _("Disputed"),
    }


def _question(question: dict[str, Any]) -> Part:
    words, cells = cell_words(), question["cells"]
    rows = [(words[cell], area(one["area_dm2"]), _count(one["heads"])) for cell, one in cells.items()]
    seal = _("passed") if question["passed"] else _("not passed")
    return Part(
        title=f"{question['number']}. {question['text']} — {seal}",
        words=tuple(question["lines"]),
        head=("", _("Area"), _("Owners")),
        rows=tuple(rows),
        wide=THREE,
    )


def _doubts(facts: dict[str, Any]) -> Part:
    return Part(title=_("Silence and disputes"), words=tuple(facts["doubts"]))


def _signed(vote: Vote, version: int) -> Part:
    rows = [
        (
            one.seat,
            _("agrees") if one.agrees else _("with a reservation: %s") % one.words,
            cn_datetime(one.signature.signed_at),
        )
        for one in signed(vote, version)
    ]
    said = () if rows else (_("Nobody has signed yet"),)
    return Part(title=_("Who signed the count"), words=said, rows=tuple(rows), wide=(False, True, False))


def _law(facts: dict[str, Any]) -> Part:
    policy = f"silence={facts['silence']} unclear={facts['unclear']} repeat={facts['repeat']}"
    rows = (
        (_("Article"), f"{facts['matter']}　{facts['article']}"),
        (_("To take part / to agree"), f"{facts['quorum']} / {facts['approval']}"),
        (_("Law pack"), f"{facts['pack']} {facts['pack_version']} {facts['pack_sha256'][:16]}"),
        (_("Policies"), policy),
        (_("Roll fingerprint"), f"{facts['fingerprint'][:32]} {facts['fingerprint'][32:]}"),
    )
    return Part(title=_("The law it was counted under"), rows=rows, wide=TWO)

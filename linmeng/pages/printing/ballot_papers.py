"""From papers in the database to the plain values that are typeset."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotPaper, Question, RollEntry, Vote
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.pages.assembly.vote_page import closing_words
from linmeng.pages.printing.ballot import BallotFacts, BallotSheetFacts, ballot_layout_of
from linmeng.pages.printing.door_list import DoorListFacts, DoorRow
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import area


def papers_to_print(vote: Vote, entrance_id: int | None) -> list[BallotPaper]:
    """The valid papers of the office in walking order, of one entrance or of all."""
    valid = BallotPaper.objects.filter(~Q(sheet__state="void"), vote=vote, prepared_by="")
    papers = valid.select_related("entry", "sheet")
    if entrance_id is not None:
        papers = papers.filter(entry__unit__entrance_id=entrance_id)
    return list(papers.order_by("entry__walk_order", "sheet__number"))


def _language() -> str:
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def ballot_facts(vote: Vote, *, sample: bool) -> BallotFacts:
    """What all papers of a vote say, in Chinese whoever prints them: one form, with its boxes in one place."""
    with translation.override("zh-hans"):
        return _ballot_facts(vote, sample=sample)


def _ballot_facts(vote: Vote, *, sample: bool) -> BallotFacts:
    unclear = (
        _("Without a clear mark it counts as an abstention.")
        if vote.unclear == "abstain"
        else _("Without a clear mark the paper is void.")
    )
    questions = list(vote.questions.all())
    return BallotFacts(
        compound=vote.compound.name,
        title=vote.title,
        questions=tuple(question.text for question in questions),
        options=tuple(_options(question) for question in questions),
        closes=closing_words(vote),
        how_to_mark=(_how_to_mark(questions), unclear),
        validity=(
            _("Only an owner of this home may mark and sign it."),
            _("It counts if it lies in the box before the vote closes."),
        ),
        longest_unit=_longest_unit(vote),
        sample=sample,
    )


def _options(question: Question) -> tuple[tuple[str, str], ...]:
    """The boxes of an election: a number and a name each, and against all of them."""
    if question.kind != Question.Kind.ELECTION:
        return ()
    names = names_on_ballot(question).items()
    boxes = [(str(number), f"{number} {name}") for number, name in names]
    return (*boxes, ("against", _("Against all candidates")))


def _how_to_mark(questions: list[Question]) -> str:
    elected = [question for question in questions if question.kind == Question.Kind.ELECTION]
    if not elected:
        return _("Tick one box for each question, then sign.")
    words = _("Tick %(seats)s names at most, then sign. With more the paper is void.")
    return words % {"seats": elected[0].seats}


def several_of(vote: Vote) -> dict[str, Any]:
    """Which groups of boxes may hold more than one mark, and how many; beside the places of the boxes."""
    elected = vote.questions.filter(kind=Question.Kind.ELECTION)
    groups = {str(question.number): question.seats for question in elected}
    return {"several": groups, "alone": ["against"]} if groups else {}


def _longest_unit(vote: Vote) -> str:
    codes = RollEntry.objects.filter(vote=vote).order_by().values_list("unit_code", flat=True)
    return max(codes, key=lambda code: (len(code), code), default="")


def ballot_layout(vote: Vote, *, sample: bool) -> dict[str, Any]:
    """Where the boxes of this vote's ballots stand; asked once, when the papers are issued."""
    return ballot_layout_of(ballot_facts(vote, sample=sample), layout_sheet(vote)) | several_of(vote)


def layout_sheet(vote: Vote) -> BallotSheetFacts:
    """A sheet that stands for all of a vote while the places of the boxes are found."""
    code = ScanCode(site_address("/a/layout/b/ABCDEFGHJK/"), "ABCD-EFGH")
    unit = _longest_unit(vote)
    return BallotSheetFacts(entrance="", unit=unit, area="80.00 ㎡", number="1", code=code)


def ballot_sheets(papers: list[BallotPaper], slug: str) -> list[BallotSheetFacts]:
    """One sheet a unit; its code leads to this very paper."""
    return [
        BallotSheetFacts(
            entrance=_entrance(paper),
            unit=paper.entry.unit_code,
            area=area(paper.entry.area_dm2),
            number=str(paper.number),
            code=_code(paper, slug),
        )
        for paper in papers
    ]


def _entrance(paper: BallotPaper) -> str:
    return f"{paper.entry.building_name} {paper.entry.entrance_name}"


def _code(paper: BallotPaper, slug: str) -> ScanCode:
    sign = f"{paper.token[:4]}-{paper.token[4:8]}"
    return ScanCode(site_address(reverse("ballot", args=[slug, paper.token])), sign)


def stub_register(
    vote: Vote, papers: list[BallotPaper], slug: str, *, sample: bool, carriers: tuple[str, ...] = ()
) -> DoorListFacts:
    """The stubs of one entrance, with room for the signature of whoever receives the ballot."""
    return DoorListFacts(
        compound=vote.compound.name,
        title=vote.title,
        entrance=_entrance(papers[0]),
        closes=closing_words(vote),
        rows=tuple(DoorRow(p.entry.unit_code, str(p.number), area(p.entry.area_dm2)) for p in papers),
        code=ScanCode(site_address(reverse("vote", args=[slug, vote.id])), vote.roll_sha256[:8].upper()),
        carriers=carriers,
        sample=sample,
        lang=_language(),
    )

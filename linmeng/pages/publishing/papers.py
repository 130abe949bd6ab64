"""From the frozen facts of a publication to its papers: poster, long picture, words for a group."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.common.clock import local_day
from linmeng.ground.models import Alliance
from linmeng.pages.printing.long_picture import PictureFacts, group_text, long_picture_png
from linmeng.pages.printing.poster import (
    Figure,
    MatterRow,
    MattersPosterFacts,
    NoticePosterFacts,
    QuestionResult,
    ResultPosterFacts,
    Size,
    matters_poster_pdf,
    notice_poster_pdf,
    result_poster_pdf,
)
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.printing.two_bars import Bar, Cell
from linmeng.pages.publishing import plain_papers
from linmeng.pages.publishing.election_papers import candidate_result, next_after_election
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import area, cn_date_full
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import facts_of

LIST_ROWS_IN_PICTURE = 6
CELLS = ("yes", "no", "abstain", "split")


def _code(publication: Publication, alliance: Alliance) -> ScanCode:
    path = reverse("publication", args=[alliance.slug, publication.token])
    return ScanCode(site_address(path), publication.check_code)


def _heads(count: int) -> str:
    return _("%(n)s owners") % {"n": f"{count:,}"}


def _in_two(fingerprint: str) -> str:
    """A hash that may break in the middle, so that it stays clear of the place for the stamp."""
    return f"{fingerprint[:32]} {fingerprint[32:]}"


def _share(words: str) -> tuple[int, int]:
    above, below = words.split("/")
    return int(above), int(below)


def _bar(question: dict[str, Any], facts: dict[str, Any], measure: str) -> Bar:
    """One measure of one question; the area of split heads stays in yes, no and abstain as cast."""
    key, figure = ("area_dm2", area) if measure == "area" else ("heads", _heads)
    cells = question["cells"]
    drawn = [c for c in CELLS if measure == "heads" or c != "split"]
    reached = question["quorum"]["met"] and question["approval"][measure]
    return Bar(
        measure="area" if measure == "area" else "heads",
        total=cells["total"][key],
        total_figure=figure(cells["total"][key]),
        participating=cells["participating"][key],
        participating_figure=figure(cells["participating"][key]),
        cells=tuple(Cell(c, cells[c][key], figure(cells[c][key])) for c in drawn),  # type: ignore[arg-type]
        sentence=_("Enough took part, and enough agreed.") if reached else _shortfall(question, measure),
        approval=_share(facts["approval_share"]),
    )


def _shortfall(question: dict[str, Any], measure: str) -> str:
    if not question["quorum"]["area" if measure == "area" else "heads"]:
        return _("Fewer than two thirds took part.")
    if not question["approval"][measure]:
        return _("Enough took part; too few agreed.")
    return _("Enough took part by this measure.")


def _question(question: dict[str, Any], facts: dict[str, Any]) -> QuestionResult:
    seal = _("passed") if question["passed"] else _("not passed")
    return QuestionResult(
        question["text"], (_bar(question, facts, "area"), _bar(question, facts, "heads")), seal
    )


def _shown(question: dict[str, Any], facts: dict[str, Any]) -> list[QuestionResult]:
    """A matter is one block; an election has one for each candidate."""
    if question.get("kind") != "election":
        return [_question(question, facts)]
    return [candidate_result(question, candidate) for candidate in question["candidates"]]


def _figures(facts: dict[str, Any]) -> tuple[Figure, ...]:
    return (
        Figure(f"{facts['units']:,}", _("units on the roll")),
        Figure(_heads(facts["heads"]), _("counted as heads")),
        Figure(area(facts["area_dm2"]), _("area of all")),
    )


def _next(facts: dict[str, Any]) -> str:
    elected = [question for question in facts["questions"] if question.get("kind") == "election"]
    if elected:
        return next_after_election(elected[0])
    if facts["passed"]:
        return _("The committee now carries it out; each step will hang here.")
    return _("Nothing is done. The committee answers on this board what comes next.")


def _day(iso: str) -> str:
    return cn_date_full(date.fromisoformat(iso))


def _head(publication: Publication, alliance: Alliance, facts: dict[str, Any], lang: str) -> dict[str, Any]:
    """What every paper carries; a list has no law behind its order, a vote has."""
    return {
        "compound": facts.get("scope", facts["compound"]),
        "headline": publication.title,
        "code": _code(publication, alliance),
        "rule": f"{facts['matter']}　{facts['article']}" if "matter" in facts else "",
        "date": cn_date_full(local_day(publication.published_at)),
        "sample": alliance.is_sample,
        "lang": lang,
    }


def _when(facts: dict[str, Any]) -> str:
    return _("From %(opens)s until the end of %(closes)s") % {
        "opens": _day(facts["opens_on"]),
        "closes": _day(facts["closes_on"]),
    }


def _matter_row(row: dict[str, Any]) -> MatterRow:
    return MatterRow(
        place=row["place"],
        title=row["title"],
        voices=_("%(n)s voices") % {"n": row["voices"]},
        state=row["state"],
        next=row["reason"],
        mood="done" if row["done"] else "going",
    )


def _list_next() -> str:
    return _("Each step of each matter hangs here; whoever spoke gets an answer.")


def poster_pdf(publication: Publication, alliance: Alliance, *, size: Size, lang: str) -> bytes:
    """The poster of a list, of a vote's notice or result, or of plain words."""
    if plain_papers.is_plain(publication):
        return plain_papers.poster_pdf(publication, alliance, size=size, lang=lang)
    facts = facts_of(publication)
    head = _head(publication, alliance, facts, lang) | {"size": size}
    if publication.subject == "list":
        rows = tuple(_matter_row(row) for row in facts["rows"])
        return matters_poster_pdf(MattersPosterFacts(**head, next=_list_next(), matters=rows))
    if publication.subject == "vote_notice":
        notice = NoticePosterFacts(
            **head,
            next=_when(facts),
            questions=tuple(question["text"] for question in facts["questions"]),
            when=_when(facts),
            how_to_vote=tuple(facts["how_to_vote"]),
            what_passes=tuple(facts["what_passes"]),
            fingerprint=_in_two(facts["fingerprint"]),
        )
        return notice_poster_pdf(notice)
    questions = facts["questions"]
    result = ResultPosterFacts(
        **head,
        next=_next(facts),
        questions=tuple(one for question in questions for one in _shown(question, facts)),
        facts=_figures(facts),
        lines=(*(line for question in questions for line in question["lines"]), *_sure(facts)),
        fingerprint=_in_two(facts["fingerprint"]),
        bundle=_bundle(facts),
    )
    return result_poster_pdf(result)


def _sure(facts: dict[str, Any]) -> list[str]:
    """What silence and disputes would change, and who signed; earlier publications do not say it."""
    seats = "、".join(one["seat"] for one in facts.get("signatures", []))
    signed = [_("Signed by: %s") % seats] if seats else []
    return [*facts.get("doubts", []), *signed]


def _bundle(facts: dict[str, Any]) -> ScanCode | None:
    """Where the published count can be fetched and counted again; earlier publications have none."""
    if not facts.get("bundle_sha256"):
        return None
    return ScanCode(site_address(facts["bundle_path"]), facts["bundle_sha256"][:8].upper())


def _picture(publication: Publication, alliance: Alliance, lang: str) -> PictureFacts:
    facts = facts_of(publication)
    head = _head(publication, alliance, facts, lang) | {"kind": publication.get_kind_display()}
    if publication.subject == "list":
        first = tuple(
            Figure(_("%(n)s voices") % {"n": row["voices"]}, f"{row['place']}. {row['title']}")
            for row in facts["rows"][:LIST_ROWS_IN_PICTURE]
        )
        return PictureFacts(**head, next=_list_next(), facts=first)
    if publication.subject == "vote_notice":
        return PictureFacts(**head, next=_when(facts), facts=_figures(facts))
    questions = tuple(one for question in facts["questions"] for one in _shown(question, facts))
    return PictureFacts(**head, next=_next(facts), questions=questions, facts=_figures(facts))


def picture_png(publication: Publication, alliance: Alliance, *, lang: str) -> bytes:
    """The long picture for a WeChat group."""
    if plain_papers.is_plain(publication):
        return plain_papers.picture_png(publication, alliance, lang=lang)
    return long_picture_png(_picture(publication, alliance, lang))


def group_words(publication: Publication, alliance: Alliance, *, lang: str) -> str:
    """The text for a WeChat group."""
    if plain_papers.is_plain(publication):
        return plain_papers.group_words(publication, alliance, lang=lang)
    return group_text(_picture(publication, alliance, lang))

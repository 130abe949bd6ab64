"""The draft of a notice: kept with the log-in until it is published or thrown away."""

from dataclasses import asdict
from typing import Any

from linmeng.alliance.models import Body, Compound
from linmeng.common.dues import Problem
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.pages.publishing import plain_papers
from linmeng.pages.publishing.serving import language
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.publishing.actions import NoticeWords
from linmeng.publishing.actions.free_notices import SUBJECT, issuing_body, notice_facts, period_end
from linmeng.publishing.bridge import canonical, facts_sha256
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import facts_of


def _place(request: VisitorRequest) -> str:
    return f"notice_draft_{request.visitor.alliance.id}"


def draft_of(request: VisitorRequest, compound: Compound) -> dict[str, Any]:
    """What was written so far for this compound; empty when nothing was."""
    kept: dict[str, Any] = request.session.get(_place(request), {})
    return kept if kept.get("compound") == compound.code else {}


def keep_draft(
    request: VisitorRequest, compound: Compound, notice: NoticeWords, *, corrects: str = "", reason: str = ""
) -> None:
    """Put a draft by; it takes the place of an earlier one."""
    request.session[_place(request)] = {
        "compound": compound.code,
        "corrects": corrects,
        "reason": reason,
        **asdict(notice),
    }


def throw_away(request: VisitorRequest) -> None:
    """Forget the draft."""
    request.session.pop(_place(request), None)


def words_of(draft: dict[str, Any]) -> NoticeWords:
    """The draft as the action takes it."""
    return NoticeWords(
        kind=draft["kind"],
        title=draft["title"],
        words=draft["words"],
        article=draft["article"],
        days=draft["days"],
        photos=tuple(draft["photos"]),
    )


def words_from(publication: Publication) -> NoticeWords:
    """What hangs now, to be corrected."""
    facts = facts_of(publication)
    return NoticeWords(
        kind=publication.kind,
        title=publication.title,
        words="\n".join(facts["paragraphs"]),
        article=publication.article,
        days=facts.get("days"),
        photos=tuple(plain_papers.photo_ids(facts)),
    )


def as_if_published(request: VisitorRequest, compound: Compound, draft: dict[str, Any]) -> Publication:
    """The publication this draft would become today, never saved."""
    actor, notice = request.visitor.actor, words_of(draft)
    facts = notice_facts(notice, compound=compound, issuer=_issuer(request, compound), day=actor.today)
    text = canonical(facts)
    return Publication(
        compound=compound,
        kind=notice.kind,
        subject=SUBJECT,
        subject_id=0,
        title=notice.title,
        facts=text,
        facts_sha256=facts_sha256(text),
        article=notice.article,
        published_at=actor.at,
        period_ends_at=period_end(actor.today, notice.days),
    )


def _issuer(request: VisitorRequest, compound: Compound) -> Body:
    return issuing_body(request.visitor.actor, compound)


def problems_before_publishing(request: VisitorRequest, one: Publication) -> list[Problem]:
    """Typeset once: a character that the paper's font lacks is told before anything is public."""
    try:
        plain_papers.poster_pdf(one, request.visitor.alliance, size="a3", lang=language(), draft=True)
    except MissingGlyph as fault:
        return [Problem(str(fault))]
    return []

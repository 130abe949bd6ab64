"""What stands on a publication's page, read for the one who looks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.pages.publishing.plain_papers import until_words
from linmeng.publishing.models import Objection, Posting, Publication
from linmeng.publishing.permissions import (
    may_object,
    may_post,
    may_publish,
    may_withdraw,
    may_write_objections_down,
)
from linmeng.publishing.queries import (
    Change,
    ObjectionCount,
    answers_objections_to,
    answers_to,
    changes_between,
    facts_of,
    objection_count,
    own_objections,
    postings_of,
    vacant_committees,
)


@dataclass(frozen=True)
class Rights:
    """What the reader may do here."""

    withdraw: bool
    correct: bool
    hang: bool
    object: bool
    write_down: bool
    answer: bool


@dataclass(frozen=True)
class Reading:
    """One publication as a reader sees it."""

    publication: Publication
    facts: dict[str, Any]
    body: str
    until: str
    stands: bool
    is_open: bool
    may: Rights
    photos: list[dict[str, Any]]
    hung: list[dict[str, Any]]
    papers: list[Posting]
    objections: ObjectionCount
    own: list[Objection]
    answers: list[Publication]
    changes: list[Change]


def read_publication(actor: Actor, one: Publication, slug: str) -> Reading:
    """Everything on its page, in a constant number of queries."""
    stands = one.withdrawn_at is None and one.corrected_at is None  # type: ignore[attr-defined]
    is_open = stands and one.period_ends_at is not None and one.period_ends_at > actor.at
    papers = list(postings_of(one.id))
    facts = facts_of(one)
    return Reading(
        publication=one,
        facts=facts,
        body=f"publishing/facts_{one.subject}.html",
        until=until_words(one),
        stands=stands,
        is_open=is_open and one.kind == Publication.Kind.PUBLIC_NOTICE,
        may=_rights(actor, one, stands=stands),
        photos=notice_photos(facts, slug, one),
        hung=[_photo(paper, slug, one) for paper in papers if paper.photo is not None],
        papers=papers,
        objections=objection_count(one.id),
        own=list(own_objections(one.id, actor.person_id)),
        answers=list(answers_to(one)),
        changes=changes_between(one.replaces, one) if one.replaces is not None else [],
    )


def _rights(actor: Actor, one: Publication, *, stands: bool) -> Rights:
    here = one.compound_id
    if here is None:
        return Rights(False, False, False, False, False, False)
    return Rights(
        withdraw=stands and may_withdraw(actor, here),
        correct=stands and one.subject == "notice" and may_publish(actor, here),
        hang=may_post(actor, here),
        object=may_object(actor, here),
        write_down=may_write_objections_down(actor, here),
        answer=answers_objections_to(actor, one, vacant_committees([here])),
    )


def notice_photos(facts: dict[str, Any], slug: str, one: Publication) -> list[dict[str, Any]]:
    """The photos that belong to the words."""
    return [
        {
            "url": reverse("notice_photo", args=[slug, one.token, n, 480]),
            "full_url": reverse("notice_photo", args=[slug, one.token, n, 2048]),
            "alt": _("Photo %(n)s of: %(title)s") % {"n": n, "title": one.title},
        }
        for n in range(1, len(facts.get("photos", [])) + 1)
    ]


def _photo(paper: Posting, slug: str, one: Publication) -> dict[str, Any]:
    gone = _("taken down") if paper.taken_down_at is not None else ""
    return {
        "url": reverse("posting_photo", args=[slug, one.token, paper.id, 480]),
        "full_url": reverse("posting_photo", args=[slug, one.token, paper.id, 2048]),
        "alt": _("The paper at: %s") % paper.place,
        "day": paper.posted_at,
        "caption": f"{paper.place} · {gone}" if gone else paper.place,
    }

"""Objecting to a public notice, and answering."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line, clean_words, fitting
from linmeng.ground.acts import action
from linmeng.people.models import Person
from linmeng.people.permissions import may_help
from linmeng.publishing.actions.notify import notify
from linmeng.publishing.actions.publish import check_standing, publish
from linmeng.publishing.models import Objection, Publication
from linmeng.publishing.permissions import may_object, may_write_objections_down
from linmeng.publishing.queries import (
    answers_objections_to,
    buildings_of_person,
    issuer_of,
    publication_path,
    stands_in_for,
    vacant_committees,
)
from linmeng.record.actions import write

FEWEST, MOST = 4, 600
MOST_OF_ONE = 20
ANSWER_SUBJECT = "answer"


def _open_notice(publication_id: int, actor: Actor) -> Publication:
    """The locked public notice, while objections are taken."""
    notice = Publication.objects.select_for_update(of=("self",)).get(id=publication_id)
    if notice.kind != Publication.Kind.PUBLIC_NOTICE or notice.compound_id is None:
        raise WrongState(_("Objections are taken on public notices only."))
    check_standing(notice)
    if notice.period_ends_at is None or notice.period_ends_at <= actor.at:
        raise WrongState(_("The days for objections are over. You can still tell us what is on your mind."))
    return notice


@action
def object_to(actor: Actor, *, publication_id: int, words: str) -> Objection:
    """A neighbour's own objection, in words; more may follow."""
    notice = _open_notice(publication_id, actor)
    if not may_object(actor, notice.compound_id or 0):
        raise NotAllowed(_("Whoever lives or owns a home in this compound can object."))
    return _taken_in(actor, notice, words, person_id=actor.person_id, by="")


@action
def write_objection_down(
    actor: Actor, *, publication_id: int, words: str, person_id: int | None
) -> Objection:
    """An objection said at a door or handed in on paper, typed by a helper; `None` gives no name."""
    notice = _open_notice(publication_id, actor)
    if not may_write_objections_down(actor, notice.compound_id or 0):
        raise NotAllowed(_("With this seat you cannot write objections down."))
    if person_id is not None:
        _check_in_reach(actor, notice, person_id)
    objection = _taken_in(actor, notice, words, person_id=person_id, by=actor.seat_title[:80])
    if person_id is not None:
        _tell(actor, objection, _("Your objection was written down for you"), objection.words[:200])
    return objection


def _check_in_reach(actor: Actor, notice: Publication, person_id: int) -> None:
    compound_id = notice.compound_id or 0
    buildings = buildings_of_person(person_id, compound_id, actor.today)
    if not any(may_help(actor, compound_id, building_id) for building_id in buildings):
        raise ValidationError(
            {"person": _("This person does not live or own a home where your seat reaches.")}
        )


def _taken_in(actor: Actor, notice: Publication, words: str, *, person_id: int | None, by: str) -> Objection:
    said = fitting(clean_words(words), field="words", fewest=FEWEST, most=MOST)
    earlier = notice.objections.filter(person_id=person_id).count() if person_id is not None else 0
    if earlier >= MOST_OF_ONE:
        raise WrongState(_("You have said much about this already. Please come to the office to talk."))
    objection = Objection.objects.create(
        publication=notice,
        person=Person.objects.get(id=person_id) if person_id is not None else None,
        words=said,
        taken_down_by=by,
        made_at=actor.at,
    )
    facts = {"publication": str(notice.id), "objection": str(objection.id), "helped": bool(by)}
    write(actor, "objection_made", facts)
    return objection


@action
def answer_objection(actor: Actor, *, objection_id: int, answer: str, gist: str = "") -> Objection:
    """Answer once, to the person; with a `gist` the answer also hangs on the board, without names.

    The gist is the objection in the officer's own words. Publishing it needs a second factor.
    """
    objection = Objection.objects.select_for_update(of=("self",)).get(id=objection_id)
    notice = Publication.objects.select_related("compound").get(id=objection.publication_id)
    vacant = vacant_committees([notice.compound_id or 0])
    if not answers_objections_to(actor, notice, vacant):
        raise NotAllowed(_("Objections are read and answered by the body that published."))
    if objection.answered_at is not None:
        raise WrongState(_("This was answered on %s.") % local_day(objection.answered_at).isoformat())
    objection.answer = fitting(clean_words(answer), field="answer", fewest=FEWEST, most=MOST)
    in_trust = stands_in_for(actor, notice, vacant)
    seat = f"{actor.seat_title[:76]}（代管）" if in_trust else actor.seat_title[:80]
    objection.answered_at, objection.answered_by = actor.at, seat
    objection.save(update_fields=["answer", "answered_at", "answered_by"])
    if gist.strip():
        _publish_answer(actor, notice, gist, objection.answer)
    if objection.person_id is not None:
        _tell(actor, objection, _("Your objection was answered"), objection.answer[:200])
    facts = {"objection": str(objection.id), "publication": str(notice.id), "published": bool(gist.strip())}
    write(actor, "objection_answered", facts | ({"in_trust_for": str(issuer_of(notice))} if in_trust else {}))
    return objection


def _publish_answer(actor: Actor, notice: Publication, gist: str, answer: str) -> None:
    assert notice.compound is not None  # noqa: S101  checked by may_answer_objections
    asked = fitting(clean_line(gist), field="gist", fewest=FEWEST, most=200)
    publish(
        actor,
        compound=notice.compound,
        kind=Publication.Kind.ANNOUNCEMENT,
        subject=ANSWER_SUBJECT,
        subject_id=notice.id,
        title=f"答复：{notice.title}"[:120],  # facts are Chinese, whoever clicks
        facts={
            "compound": notice.compound.name,
            "headline": f"答复：{notice.title}",
            "about": {"sha256": notice.facts_sha256, "title": notice.title, "token": notice.token},
            "asked": asked,
            "paragraphs": answer.split("\n"),
            "published_on": actor.today.isoformat(),
        },
    )


def _tell(actor: Actor, objection: Objection, title: str, words: str) -> None:
    assert objection.person_id is not None  # noqa: S101  asked by the callers
    notify(
        actor,
        person_id=objection.person_id,
        subject="objection",
        subject_id=objection.id,
        title=title,
        words=words,
        path=publication_path(objection.publication),
    )

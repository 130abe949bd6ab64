"""Notices that officers write themselves: a draft in words, frozen when published, corrected with a trace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.common.wording import clean_line, fitting, paragraphs_of
from linmeng.ground.actions.photos import store_photo
from linmeng.ground.acts import action
from linmeng.ground.ids import new_id
from linmeng.ground.models import StoredFile
from linmeng.publishing.actions.publish import check_standing, publish
from linmeng.publishing.bridge import closing_instant, last_day_of
from linmeng.publishing.models import Publication
from linmeng.publishing.permissions import may_publish
from linmeng.publishing.queries import facts_of
from linmeng.record.actions import write

SUBJECT = "notice"
TITLE_MOST, WORDS_MOST, REASON_MOST, ARTICLE_MOST = 60, 3000, 200, 80
MOST_DAYS, MOST_PHOTOS = 90, 6


@dataclass(frozen=True, kw_only=True)
class NoticeWords:
    """What an officer wrote: `words` with a line for each paragraph, `photos` as kept before."""

    kind: str
    title: str
    words: str
    article: str = ""
    days: int | None = None
    photos: tuple[int, ...] = ()


def checked_notice(given: NoticeWords) -> NoticeWords:
    """The same, cleaned; or all that is still to be put right, by field."""
    cleaned = replace(
        given,
        title=clean_line(given.title),
        words="\n".join(paragraphs_of(given.words)),
        article=clean_line(given.article),
    )
    faults: dict[str, Any] = {}
    for field, words, fewest, most in (
        ("title", cleaned.title, 4, TITLE_MOST),
        ("words", cleaned.words, 10, WORDS_MOST),
        ("article", cleaned.article, 0, ARTICLE_MOST),
    ):
        try:
            fitting(words, field=field, fewest=fewest, most=most)
        except ValidationError as fault:
            faults |= fault.message_dict
    faults |= _faults_of_kind(cleaned)
    if faults:
        raise ValidationError(faults)
    return cleaned


def _faults_of_kind(notice: NoticeWords) -> dict[str, Any]:
    faults: dict[str, Any] = {}
    if notice.kind not in Publication.Kind.values:
        faults["kind"] = _("Please choose what it is.")
    if notice.kind == Publication.Kind.PUBLIC_NOTICE and notice.days is None:
        faults["days"] = _("A public notice takes objections for some days. Please say how many.")
    if notice.days is not None and not 1 <= notice.days <= MOST_DAYS:
        faults["days"] = _("Please choose from 1 to %(most)s days.") % {"most": MOST_DAYS}
    if notice.kind == Publication.Kind.STATUTORY and not notice.article:
        faults["article"] = _("Please name the article or rule that asks for this publication.")
    if len(notice.photos) > MOST_PHOTOS:
        faults["photos"] = _("Please choose at most %(n)s photos.") % {"n": MOST_PHOTOS}
    return faults


def period_end(published_on: date, days: int | None) -> datetime | None:
    """The end of the last day, or none where no period was set."""
    return None if days is None else closing_instant(last_day_of(published_on, days))


def notice_facts(
    notice: NoticeWords, *, compound: Compound, issuer: Body, day: date, proposed_by: str = ""
) -> dict[str, Any]:
    """Subject `notice`: what will be frozen when this is published on that day."""
    facts: dict[str, Any] = {
        "compound": compound.name,
        "headline": notice.title,
        "kind": notice.kind,
        "issuer": issuer.name,
        "issuer_id": str(issuer.id),
        "paragraphs": notice.words.split("\n"),
        "article": notice.article,
        "published_on": day.isoformat(),
        "photos": [{"token": file.token, "sha256": file.sha256} for file in kept_photos(notice.photos)],
    }
    if notice.days is not None:
        facts |= {"days": notice.days, "last_day": last_day_of(day, notice.days).isoformat()}
    if proposed_by:
        facts["proposed_by"] = proposed_by
    return facts


def kept_photos(ids: Sequence[int]) -> list[StoredFile]:
    """The photos in the order in which they were chosen."""
    found = StoredFile.objects.filter(kind="photo").in_bulk(list(ids))
    return [found[one] for one in ids if one in found]


def issuing_body(actor: Actor, compound: Compound) -> Body:
    """In whose name it hangs: the body of the seat; for the sample, the compound's own committee."""
    if actor.hat is not None:
        return Body.objects.get(id=actor.hat.body_id)
    return Body.objects.filter(kind=Body.Kind.OWNERS_COMMITTEE, compound=compound).get()


@action
def keep_photos(actor: Actor, *, compound_id: int, photos: Sequence[tuple[str, bytes]]) -> list[int]:
    """Take in photos for a notice that is still a draft; freed of place and time like every photo."""
    if not may_publish(actor, compound_id):
        raise NotAllowed(_("Only those who may publish here add photos to a notice."))
    kept = [store_photo(content, name, at=actor.at) for name, content in photos[:MOST_PHOTOS]]
    if kept:
        write(actor, "notice_photos_kept", {"sha256": [file.sha256 for file in kept]})
    return [file.id for file in kept]


@action
def publish_notice(
    actor: Actor, *, compound_id: int, notice: NoticeWords, proposed_by: str = ""
) -> Publication:
    """Publish what was drafted, in the name of the body whose seat is worn; needs a second factor.

    `proposed_by` names the property company whose words these are.
    """
    compound = Compound.objects.get(id=compound_id)
    if not may_publish(actor, compound_id):
        raise NotAllowed(
            _("Only the owners' committee or the community worker of this compound can publish here.")
        )
    good, issuer = checked_notice(notice), issuing_body(actor, compound)
    return publish(
        actor,
        compound=compound,
        kind=good.kind,
        subject=SUBJECT,
        subject_id=new_id(),
        title=good.title,
        facts=notice_facts(good, compound=compound, issuer=issuer, day=actor.today, proposed_by=proposed_by),
        article=good.article,
        period_ends_at=period_end(actor.today, good.days),
    )


@action
def correct(actor: Actor, *, publication_id: int, notice: NoticeWords, reason: str) -> Publication:
    """Publish a corrected notice in place of another; both stay, each names the other, days count anew.

    Votes and lists are corrected where they are made, never here.
    """
    old = Publication.objects.select_for_update(of=("self",)).get(id=publication_id)
    if old.compound_id is None or not may_publish(actor, old.compound_id):
        raise NotAllowed(_("Only the body that may publish here can correct this."))
    demand_second_factor(actor, _("Before correcting, please confirm with a code by SMS."))
    if old.subject != SUBJECT:
        raise WrongState(_("Votes and lists are corrected where they are made, not here."))
    check_standing(old)
    good, why = (
        checked_notice(notice),
        fitting(clean_line(reason), field="reason", fewest=4, most=REASON_MOST),
    )
    compound = Compound.objects.get(id=old.compound_id)
    facts = notice_facts(good, compound=compound, issuer=issuing_body(actor, compound), day=actor.today)
    if _said(facts) == _said(facts_of(old)):
        raise ValidationError(_("Nothing was changed, so there is nothing to correct."))
    facts |= {"reason": why, "corrects": {"sha256": old.facts_sha256, "title": old.title}}
    return publish(
        actor,
        compound=compound,
        kind=good.kind,
        subject=SUBJECT,
        subject_id=old.subject_id,
        title=good.title,
        facts=facts,
        article=good.article,
        period_ends_at=period_end(actor.today, good.days),
        replaces=old,
    )


def _said(facts: dict[str, Any]) -> list[Any]:
    return [facts.get(key) for key in ("kind", "headline", "paragraphs", "article", "days", "photos")]

"""The paper on the wall: hung where and when, with a photo; taken down."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.actions.photos import store_photo
from linmeng.ground.acts import action
from linmeng.publishing.actions.publish import check_standing
from linmeng.publishing.models import Posting, Publication
from linmeng.publishing.permissions import may_post
from linmeng.record.actions import write

PLACE_MOST = 60


@action
def post_paper(
    actor: Actor,
    *,
    publication_id: int,
    place: str,
    photo: tuple[str, bytes] | None = None,
    posted_at: datetime | None = None,
) -> Posting:
    """Note that the paper hangs at a place (SH 29: 显著位置公告), now or a little earlier, with a photo."""
    publication = Publication.objects.select_for_update(of=("self",)).get(id=publication_id)
    if publication.compound_id is None or not may_post(actor, publication.compound_id):
        raise NotAllowed(_("Papers are hung up by building leaders, the community worker and the committee."))
    check_standing(publication)
    posting = Posting.objects.create(
        publication=publication,
        place=fitting(clean_line(place), field="place", fewest=2, most=PLACE_MOST),
        photo=None if photo is None else store_photo(photo[1], photo[0], at=actor.at),
        posted_at=_checked_time(publication, posted_at or actor.at, actor.at),
        by_seat=actor.seat_title[:80],
        entered_at=actor.at,
    )
    write(actor, "paper_posted", _recorded(posting))
    return posting


def _recorded(posting: Posting) -> dict[str, str]:
    return {
        "publication": str(posting.publication_id),
        "posting": str(posting.id),
        "photo_sha256": posting.photo.sha256 if posting.photo is not None else "",
        "posted_at": posting.posted_at.isoformat(),
    }


def _checked_time(publication: Publication, posted_at: datetime, now: datetime) -> datetime:
    if not publication.published_at <= posted_at <= now:
        sentence = _(
            "The paper cannot hang before it was published, nor in the future. Please look at the time."
        )
        raise ValidationError({"posted_at": sentence})
    return posted_at


@action
def take_down_paper(actor: Actor, *, posting_id: int) -> Posting:
    """Note that the paper hangs no longer."""
    posting = Posting.objects.select_for_update(of=("self",)).select_related("publication").get(id=posting_id)
    if not may_post(actor, posting.publication.compound_id or 0):
        raise NotAllowed(_("Papers are taken down by those who may hang them up."))
    if posting.taken_down_at is not None:
        raise WrongState(_("This paper was taken down already."))
    posting.taken_down_at = actor.at
    posting.save(update_fields=["taken_down_at"])
    facts = {"publication": str(posting.publication_id), "posting": str(posting.id)}
    write(actor, "paper_taken_down", facts)
    return posting

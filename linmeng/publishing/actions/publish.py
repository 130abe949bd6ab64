"""Putting frozen facts on the public board, and taking them back with a trace."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.actions.search import index_thing
from linmeng.ground.acts import action
from linmeng.publishing.actions.ending import end_notices
from linmeng.publishing.bridge import canonical, facts_sha256
from linmeng.publishing.models import Publication
from linmeng.publishing.permissions import may_publish, may_withdraw
from linmeng.publishing.queries import facts_of, publication_path
from linmeng.record.actions import write


@action
def publish(
    actor: Actor,
    *,
    compound: Compound,
    kind: str,
    subject: str,
    subject_id: int,
    title: str,
    facts: dict[str, Any],
    article: str = "",
    period_ends_at: datetime | None = None,
    replaces: Publication | None = None,
) -> Publication:
    """Freeze facts (texts, whole numbers, lists, no floats) and show them to everyone.

    Page, poster, group text and long picture all render these facts, so their numbers are the same.
    Needs a fresh second factor; the facts' hash goes into the record. `replaces` is what this corrects.
    """
    _check_may_publish(actor, compound)
    text = canonical(facts)
    publication = Publication.objects.create(
        compound=compound,
        kind=kind,
        subject=subject,
        subject_id=subject_id,
        title=title,
        facts=text,
        facts_sha256=facts_sha256(text),
        article=article,
        published_at=actor.at,
        period_ends_at=period_ends_at,
        replaces=replaces,
    )
    _make_findable(publication, facts, publication.title)
    recorded = {
        "publication": str(publication.id),
        "subject": subject,
        "subject_id": str(subject_id),
        "sha256": publication.facts_sha256,
    }
    if replaces is not None:
        recorded["replaces_sha256"] = replaces.facts_sha256
    write(actor, "published", recorded)
    return publication


def _check_may_publish(actor: Actor, compound: Compound) -> None:
    if not may_publish(actor, compound.id):
        raise NotAllowed(
            _("Only the owners' committee or the community worker of this compound can publish here.")
        )
    demand_second_factor(actor, _("Before publishing, please confirm with a code by SMS."))


def _make_findable(publication: Publication, facts: dict[str, Any], title: str) -> None:
    paragraphs = [line for line in facts.get("paragraphs", []) if isinstance(line, str)]
    index_thing(
        kind="publication",
        object_id=publication.id,
        compound_id=publication.compound_id,
        audience="public",
        path=publication_path(publication),
        title=title,
        text=" ".join([*(str(value) for value in facts.values() if isinstance(value, str)), *paragraphs]),
        happened_at=publication.published_at,
    )


def check_standing(publication: Publication) -> None:
    """Refuse a step on what was withdrawn or corrected: it stays as it is, for everyone to compare."""
    if publication.withdrawn_at is not None:
        raise WrongState(_("This was withdrawn already."))
    if publication.replaced_by.exists():
        raise WrongState(_("This was corrected already. Please go on from the newer one."))


@action
def withdraw(actor: Actor, *, publication_id: int, reason: str) -> Publication:
    """Take a publication back: it stays readable, crossed out, with the reason and the day."""
    publication = Publication.objects.select_for_update().get(id=publication_id)
    if publication.compound_id is None or not may_withdraw(actor, publication.compound_id):
        raise NotAllowed(_("Only the body that may publish here can withdraw this."))
    demand_second_factor(actor, _("Before withdrawing, please confirm with a code by SMS."))
    check_standing(publication)
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words why this is withdrawn.")})
    publication.withdrawn_at, publication.withdrawn_because = actor.at, reason.strip()[:200]
    publication.save(update_fields=["withdrawn_at", "withdrawn_because"])
    with translation.override(settings.LANGUAGE_CODE):  # the index is one for readers of all languages
        _make_findable(publication, facts_of(publication), _("Withdrawn: %s") % publication.title)
    end_notices(actor, subject="publication", subject_id=publication.id)
    write(
        actor,
        "publication_withdrawn",
        {"publication": str(publication.id), "sha256": publication.facts_sha256},
    )
    return publication

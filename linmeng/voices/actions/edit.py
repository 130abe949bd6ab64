"""Correcting how a matter is worded; what it said before stays readable on its line."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write
from linmeng.voices.actions.sort import check_may_sort, checked_building, checked_nature
from linmeng.voices.actions.tracing import index_matter, trace
from linmeng.voices.actions.wording import SUMMARY_MOST, TITLE_MOST, checked_line, checked_words
from linmeng.voices.models import Matter, Outcome

FREE_TO_RECLASSIFY = ("open", "answered", "declined")


@action
def edit_matter(
    actor: Actor,
    *,
    matter_id: int,
    title: str,
    summary: str,
    nature: str,
    dangerous: bool,
    building_id: int | None = None,
) -> Matter:
    """Change wording, nature, place or danger; the old title stands on the line, both texts' hashes in the record."""
    matter = Matter.objects.select_for_update().get(id=matter_id)
    check_may_sort(actor, matter.compound_id)
    after = {
        "title": checked_line(title, field="title", fewest=2, most=TITLE_MOST),
        "summary": checked_words(summary, field="summary", fewest=0, most=SUMMARY_MOST),
        "nature": checked_nature(nature),
        "dangerous": dangerous,
        "building_id": checked_building(matter.compound_id, building_id),
    }
    changed = sorted(name for name, value in after.items() if getattr(matter, name) != value)
    if not changed:
        raise ValidationError(_("Nothing was changed."))
    _check_list(matter, nature)
    before, old_title = _fingerprint(matter), matter.title
    for name, value in after.items():
        setattr(matter, name, value)
    matter.changed_at = actor.at
    matter.save(update_fields=[*after, "changed_at"])
    said = _("Before: %(title)s") % {"title": old_title} if "title" in changed else ""
    trace(actor, Outcome.Step.EDITED, matter=matter, words=said)
    index_matter(matter)
    facts = {"matter": str(matter.id), "changed": changed, "before": before, "after": _fingerprint(matter)}
    write(actor, "matter_edited", facts)
    return matter


def _check_list(matter: Matter, nature: str) -> None:
    """A matter on a list or in a project does not change from a problem into a value or back."""
    turns = (matter.nature == Matter.Nature.NEW_VALUE) != (nature == Matter.Nature.NEW_VALUE)
    if turns and matter.state not in FREE_TO_RECLASSIFY:
        raise WrongState(_("Take the matter off its list first; then it can change between the two lists."))


def _fingerprint(matter: Matter) -> str:
    return hashlib.sha256(f"{matter.title}\n{matter.summary}".encode()).hexdigest()

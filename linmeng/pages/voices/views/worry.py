"""“How worried are you now?” — by oneself or one's guardian, or written down for a neighbour."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.common.errors import NotAllowed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.taking import act_and_return
from linmeng.voices.actions import record_worry
from linmeng.voices.models import Matter
from linmeng.voices.queries import visible_voices


@require_POST
def say_worry(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Of a matter one stands behind; a helper answers for the author of a voice they may read."""
    matter, actor, sent = get_object_or_404(Matter, pk=pk), request.visitor.actor, request.POST
    if actor.person_id is None:
        raise NotAllowed(_("Please log in to say how worried you are."))
    level, back, person_id, source = (
        _whole(sent.get("level", "")),
        reverse("me", args=[slug]),
        actor.person_id,
        "web",
    )
    if "person" in sent:
        person_id = _whole(sent["person"])
    elif "voice" in sent:
        voice = get_object_or_404(visible_voices(actor), pk=_whole(sent["voice"]), matter_id=matter.id)
        back, person_id = reverse("voice", args=[slug, voice.id]), voice.author_id or 0
        source = "web" if person_id == actor.person_id else sent.get("source", "")

    def perform() -> object:
        return record_worry(actor, matter_id=pk, person_id=person_id, level=level, source=source)

    return act_and_return(request, back, perform, done=_("Thank you, noted."))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0

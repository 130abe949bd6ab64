"""What those who sort, answer and support send; each goes back to the page it came from."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.taking import act_and_return, once
from linmeng.voices import actions
from linmeng.voices.models import Matter, Voice
from linmeng.voices.queries import visible_voices


def _voice(request: VisitorRequest, pk: int) -> Voice:
    return get_object_or_404(visible_voices(request.visitor.actor), pk=pk)


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdigit()]


@require_POST
def take_up(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Make a matter of this voice, and of those ticked beside it."""
    voice = _voice(request, pk)

    def perform() -> str:
        matter = actions.take_up(
            request.visitor.actor,
            voice_ids=[voice.id, *_numbers(request.POST.getlist("also"))],
            title=request.POST.get("title", ""),
            summary=request.POST.get("summary", ""),
            nature=request.POST.get("nature", ""),
            dangerous="dangerous" in request.POST,
        )
        return reverse("matter", args=[slug, matter.id])

    back = reverse("voice", args=[slug, pk])
    return act_and_return(
        request, back, lambda: once(request, "take_up", perform), done=_("Taken up as a matter.")
    )


@require_POST
def join(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Stand this voice behind a matter that is there."""
    voice = _voice(request, pk)
    matter_id = sum(_numbers([request.POST.get("matter", "")]))

    def perform() -> Matter:
        return actions.join_matter(request.visitor.actor, voice_ids=[voice.id], matter_id=matter_id)

    back = reverse("voice", args=[slug, pk])
    return act_and_return(request, back, perform, done=_("It now stands behind that matter."))


@require_POST
def move(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a sorting: behind another matter, or back to those received."""
    voice, to = _voice(request, pk), _numbers([request.POST.get("matter", "")])

    def perform() -> Voice:
        reason = request.POST.get("reason", "")
        return actions.move_voice(
            request.visitor.actor, voice_id=voice.id, matter_id=next(iter(to), None), words=reason
        )

    back = reverse("voice", args=[slug, pk])
    return act_and_return(request, back, perform, done=_("Corrected; the reason stands on its line."))


@require_POST
def answer_voice(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Answer this voice alone."""
    voice, words = _voice(request, pk), request.POST.get("words", "")
    back = reverse("voice", args=[slug, pk])

    def perform() -> object:
        return actions.answer(request.visitor.actor, voice_id=voice.id, words=words)

    return act_and_return(request, back, perform, done=_("Answered; the answer is on its way."))


@require_POST
def decline_voice(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to this voice alone, with the reason."""
    voice, reason = _voice(request, pk), request.POST.get("reason", "")
    back = reverse("voice", args=[slug, pk])

    def perform() -> object:
        return actions.decline(request.visitor.actor, voice_id=voice.id, reason=reason)

    return act_and_return(request, back, perform, done=_("Declined; the reason is on its way."))


@require_POST
def support(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """“It is mine, too.”"""
    matter = get_object_or_404(Matter, pk=pk)
    back = reverse("matter", args=[slug, pk])

    def perform() -> bool:
        return actions.support(request.visitor.actor, matter_id=matter.id)

    return act_and_return(request, back, perform, done=_("Noted: this matter is yours, too."))


@require_POST
def answer_matter(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Answer everyone behind a matter."""
    matter, words = get_object_or_404(Matter, pk=pk), request.POST.get("words", "")
    back = reverse("matter", args=[slug, pk])

    def perform() -> object:
        return actions.answer(request.visitor.actor, matter_id=matter.id, words=words)

    return act_and_return(request, back, perform, done=_("Answered; the answer is on its way."))


@require_POST
def finish_matter(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """It is done: everyone behind it reads what was done, and is asked how worried they still are."""
    matter, words = get_object_or_404(Matter, pk=pk), request.POST.get("words", "")
    back = reverse("matter", args=[slug, pk])

    def perform() -> object:
        return actions.finish_matter(request.visitor.actor, matter_id=matter.id, words=words)

    return act_and_return(
        request, back, perform, done=_("Done, and told. Whoever was worried is asked again.")
    )


@require_POST
def decline_matter(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Say no to everyone behind a matter, with the reason."""
    matter, reason = get_object_or_404(Matter, pk=pk), request.POST.get("reason", "")
    back = reverse("matter", args=[slug, pk])

    def perform() -> object:
        return actions.decline(request.visitor.actor, matter_id=matter.id, reason=reason)

    return act_and_return(request, back, perform, done=_("Declined; the reason is on its way."))

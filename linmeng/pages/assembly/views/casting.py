"""Voting for one's own home: choose, read once more, done. At most three taps."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import Receipt, RollEntry, Vote
from linmeng.assembly.permissions import is_owner_on_roll, may_see_receipt
from linmeng.assembly.queries.disputes import may_say_not_me
from linmeng.assembly.queries.entitled import valid_receipts, voices_for
from linmeng.assembly.queries.votes import entry_with_vote, questions_of
from linmeng.assembly.states import phase
from linmeng.common.errors import NotAllowed
from linmeng.pages.assembly.doubts import doubts_about
from linmeng.pages.assembly.election_answers import answer_words
from linmeng.pages.assembly.forms import WEB_ANSWERS, AnswersForm, choices_read_once_more
from linmeng.pages.assembly.vote_page import closing_words
from linmeng.pages.shared.visitor import VisitorRequest


def _own_entry(request: VisitorRequest, pk: int, entry_pk: int) -> tuple[Vote, RollEntry]:
    """The visitor's own unit on the roll; anybody else's does not exist for them."""
    found = entry_with_vote(entry_pk, pk)  # on a roll stands only who was told of the vote: it is announced
    if not found or not _may_cast_for(request, found[0]):
        raise Http404
    return found[0].vote, found[0]


def _owner(request: VisitorRequest) -> str:
    """In whose place the visitor casts: the own, or that of the owner named in the address."""
    return request.GET.get("for", "")[:24]


def _may_cast_for(request: VisitorRequest, entry: RollEntry) -> bool:
    """An owner on the roll; for somebody else's home, who acts for its owner by law or mandate."""
    actor, owner = request.visitor.actor, _owner(request)
    if not owner and is_owner_on_roll(actor, entry):
        return True
    return any(owner in ("", voice.owner) for voice in voices_for(actor, entry.vote, entry))


def _elsewhere(request: VisitorRequest, vote: Vote, entry: RollEntry) -> str:
    """Where to go instead when there is nothing to choose: one's receipt, or the vote's page."""
    actor, slug = request.visitor.actor, request.visitor.alliance.slug
    owner = _owner(request) or str(actor.person_id)
    mine = valid_receipts().filter(entry=entry, by=owner).order_by("cast_at", "id").last()
    if mine is not None and vote.repeat != "last":
        return reverse("receipt", args=[slug, vote.id, mine.code])
    speaks = any(voice.owner == owner for voice in voices_for(actor, vote, entry))
    castable = phase(vote, actor.at) == "open" and vote.web_ballots and speaks
    return "" if castable else reverse("vote", args=[slug, vote.id])


def cast(request: VisitorRequest, slug: str, pk: int, entry_pk: int) -> HttpResponse:
    """GET: the answers. POST: read the choice once more; POST with `sure`: cast it."""
    if "sure" in request.POST and (code := _cast_at_once(request, pk, entry_pk)):
        return redirect("receipt", slug, pk, code)
    vote, entry = _own_entry(request, pk, entry_pk)
    if request.method == "GET" and (elsewhere := _elsewhere(request, vote, entry)):
        return redirect(elsewhere)
    form = AnswersForm(request.POST or None, questions=questions_of(vote.id))
    if request.method != "POST" or not form.is_valid():
        actions.note_opened(request.visitor.actor, entry_id=entry.id)
        return render(request, "assembly/cast.html", _ballot(vote, entry, form))
    chosen = {"chosen": form.chosen()}
    return render(request, "assembly/cast_confirm.html", _ballot(vote, entry, form) | chosen)


def _ballot(vote: Vote, entry: RollEntry, form: AnswersForm) -> dict[str, Any]:
    return {"vote": vote, "entry": entry, "form": form, "answers": WEB_ANSWERS, "closes": closing_words(vote)}


def _cast_at_once(request: VisitorRequest, pk: int, entry_pk: int) -> str:
    """The receipt's code; the same form sent again gives the same. Empty where an answer is amiss.

    The action itself sees whether this visitor may: on the last evening nothing is looked up twice.
    """
    choices = choices_read_once_more(request.POST)
    if not choices:
        return ""
    try:
        return actions.cast_web_ballot(
            request.visitor.actor,
            vote_id=pk,
            entry_id=entry_pk,
            choices=choices,
            key=request.POST.get("once", ""),
            for_owner=_owner(request),
        ).code
    except ValidationError:
        return ""
    except (NotAllowed, RollEntry.DoesNotExist):
        _own_entry(request, pk, entry_pk)  # to those whom the home does not concern it does not exist
        raise


@require_GET
def receipt(request: VisitorRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """What I cast, for my eyes only."""
    rows = Receipt.objects.select_related("vote", "entry", "paper")
    found, actor = get_object_or_404(rows, vote_id=pk, code=code), request.visitor.actor
    owns = may_see_receipt(actor, found.by) or may_say_not_me(actor, found)
    if not owns and (actor.person_id is None or found.cast_by != actor.person_id):
        raise Http404
    ballots = found.ballots.select_related("question").order_by("question__number")
    answers = [(ballot.question, answer_words(ballot.question, ballot.choice)) for ballot in ballots]
    context = {"receipt": found, "answers": answers, "vote": found.vote, "owns": owns}
    return render(request, "assembly/receipt.html", context | doubts_about(found))

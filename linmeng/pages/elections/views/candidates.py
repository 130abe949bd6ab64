"""Candidates: named, answered, checked, decided; numbers, posting, lot, first meeting."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linmeng.assembly.actions import election as acts
from linmeng.assembly.actions.election.locking import runs
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.assembly.queries.candidates import elected_members, qualified
from linmeng.common.errors import NotAllowed
from linmeng.pages.elections.forms import (
    AnswerForm,
    CheckForm,
    FileForm,
    MeetingForm,
    NameForm,
    OrderForm,
    PaperAnswerForm,
    PostForm,
)
from linmeng.pages.elections.gates import candidacy_for, election_for, owner_at, run_election
from linmeng.pages.elections.lots import tied_names
from linmeng.pages.elections.papers import kept_file
from linmeng.pages.elections.readers import read_candidate, reason_words
from linmeng.pages.elections.views.running import form_page
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look


def stand(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Put oneself forward."""
    election, actor = election_for(pk), request.visitor.actor
    if actor.person_id is None or not actor.lives_in(election.compound_id):
        raise NotAllowed(_("Neighbours of this compound put themselves forward."))
    person_id = actor.person_id
    form = AnswerForm(request.POST or None, initial={"accepts": "yes"})
    form.fields["accepts"].widget = forms.HiddenInput()
    return form_page(
        request, election, form,
        lambda: acts.name_candidate(
            actor, election_id=pk, person_id=person_id, found="self", statement=form.cleaned_data["statement"]
        ),
        slug=slug, title=_("Do you want to stand for the owners' committee?"), action_label=_("I want to stand"),
        lead=_("The election group checks by law whether you may; then your name hangs on the board."),
    )  # fmt: skip


def name(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Put a neighbour forward."""
    election, actor = election_for(pk), request.visitor.actor
    running = runs(actor, election)
    if not running and not actor.lives_in(election.compound_id):
        raise NotAllowed(_("Neighbours of this compound name candidates."))
    form = NameForm(request.POST or None, runs=running)

    def perform() -> None:
        given = form.cleaned_data
        person = owner_at(election.compound, given["door"], given["name"], actor)
        acts.name_candidate(actor, election_id=pk, person_id=person.id, found=given["found"])
        messages.success(request, _("The neighbour is asked; they alone say yes or no."))

    return form_page(
        request, election, form, perform,
        slug=slug, title=_("Whom do you want in the committee?"), action_label=_("Put forward"),
    )  # fmt: skip


def candidate(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int) -> HttpResponse:
    """One candidate: the answer, the pledge, the law's list."""
    row, actor = candidacy_for(request, pk, candidacy_pk), request.visitor.actor
    if actor.person_id != row.person_id:
        note_look(actor, person_ids=[row.person_id], what="candidate_checks", path=request.path)
    return render(request, "elections/candidate.html", read_candidate(actor, row))


def answer(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int) -> HttpResponse:
    """Yes or no; by oneself, or from a signed paper."""
    row, actor = candidacy_for(request, pk, candidacy_pk), request.visitor.actor
    own = actor.person_id == row.person_id
    form = (AnswerForm if own else PaperAnswerForm)(request.POST or None, request.FILES or None)

    def perform() -> None:
        given = form.cleaned_data
        paper = None if own else kept_file(actor, given["file"])
        acts.answer_nomination(
            actor, candidacy_id=row.id, accepts=given["accepts"] == "yes",
            statement=given["statement"], paper_id=paper,
        )  # fmt: skip

    return form_page(
        request, row.election, form, perform,
        slug=slug, title=_("Do you stand for the owners' committee?") if own else _("What does the signed paper say?"),
        lead=row.person.name, action_label=_("Keep the answer"), then=_candidate_url(slug, row),
    )  # fmt: skip


def _candidate_url(slug: str, row: Candidacy) -> str:
    return reverse("candidate", args=[slug, row.election_id, row.id])


def check(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int, key: str) -> HttpResponse:
    """One reason of the law, with its evidence."""
    election = run_election(request, pk)
    row, actor = candidacy_for(request, pk, candidacy_pk), request.visitor.actor
    words = reason_words(election, key, actor)
    form = CheckForm(request.POST or None, request.FILES or None, initial={"bars": "no"})

    def perform() -> None:
        given = form.cleaned_data
        acts.check_reason(
            actor, candidacy_id=row.id, key=key, bars=given["bars"] == "yes", evidence=given["evidence"],
            file_id=kept_file(actor, given["file"]),
        )  # fmt: skip

    return form_page(
        request, election, form, perform,
        slug=slug, title=words, lead=row.person.name, action_label=_("Keep the finding"),
        then=_candidate_url(slug, row),
    )  # fmt: skip


@require_POST
def pledge(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int) -> HttpResponse:
    """Give the pledge with one's own log-in."""
    row = candidacy_for(request, pk, candidacy_pk)
    if request.visitor.actor.person_id != row.person_id:
        raise NotAllowed(_("Only the candidate gives the pledge here; on paper through the clerk."))
    acts.give_pledge(request.visitor.actor, candidacy_id=row.id)
    return redirect(_candidate_url(slug, row))


def paper_pledge(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int) -> HttpResponse:
    """The pledge signed on paper."""
    election = run_election(request, pk)
    row, actor = candidacy_for(request, pk, candidacy_pk), request.visitor.actor
    form = FileForm(request.POST or None, request.FILES or None)
    return form_page(
        request, election, form,
        lambda: acts.give_pledge(actor, candidacy_id=row.id, file_id=kept_file(actor, form.cleaned_data["file"])),
        slug=slug, title=_("The pledge, signed on paper"), lead=row.person.name, action_label=_("Lay it in"),
        then=_candidate_url(slug, row),
    )  # fmt: skip


@require_POST
def decide(request: VisitorRequest, slug: str, pk: int, candidacy_pk: int) -> HttpResponse:
    """Qualified or not, as the findings say; or stepped back."""
    row, actor = candidacy_for(request, pk, candidacy_pk), request.visitor.actor
    if "withdraw" in request.POST:
        acts.withdraw_candidacy(actor, candidacy_id=row.id, reason=request.POST.get("reason", ""))
    else:
        acts.decide_candidacy(actor, candidacy_id=row.id)
    return redirect(_candidate_url(slug, row))


def numbers(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The numbers on the ballot, as drawn."""
    election, actor = run_election(request, pk), request.visitor.actor
    form = OrderForm(request.POST or None, names=[(row.id, row.person.name) for row in qualified(election)])
    return form_page(
        request, election, form,
        lambda: acts.draw_numbers(
            actor, election_id=pk, order=form.order(), witnesses=form.cleaned_data["witnesses"]
        ),
        slug=slug, title=_("Which number did each draw?"), action_label=_("Keep the numbers"),
    )  # fmt: skip


def post(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The candidates onto the board."""
    election, actor = run_election(request, pk), request.visitor.actor
    law = committee_law(election.compound.place, actor.today)
    form = PostForm(request.POST or None, initial={"days": law.materials_days() if law else 15})
    lead = "、".join(f"{row.number} {row.person.name}" for row in qualified(election))
    return form_page(
        request, election, form,
        lambda: acts.post_candidates(actor, election_id=pk, days=form.cleaned_data["days"]),
        slug=slug, title=_("Hang the candidates on the board?"), lead=lead, action_label=_("Publish"),
    )  # fmt: skip


def lot(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The lot drawn among equals; then it is counted again."""
    election, actor = run_election(request, pk), request.visitor.actor
    names = names_on_ballot(election.question) if election.question else {}
    form = OrderForm(request.POST or None, names=tied_names(election, names))
    return form_page(
        request, election, form,
        lambda: acts.draw_lot(
            actor, election_id=pk, order=form.order(), witnesses=form.cleaned_data["witnesses"]
        ),
        slug=slug, title=_("Who was drawn first?"), action_label=_("Keep the lot and count again"),
        lead=_("Equals stand on both sides of the last seat. The lot is drawn before everybody."),
    )  # fmt: skip


def meeting(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The first meeting of those elected."""
    election, actor = run_election(request, pk), request.visitor.actor
    form = MeetingForm(
        request.POST or None, members=elected_members(election), initial={"held_on": actor.today}
    )

    def perform() -> None:
        given = form.cleaned_data
        acts.hold_first_meeting(
            actor, election_id=pk, held_on=given["held_on"], director_id=given["director"],
            deputy_ids=tuple(given["deputies"]), agreed=given["agreed"], words=given["words"],
        )  # fmt: skip

    return form_page(
        request, election, form, perform,
        slug=slug, title=_("Whom did the new committee choose?"), action_label=_("Keep it"),
        lead=_("More than half of all members must agree; nobody sends somebody else."),
    )  # fmt: skip

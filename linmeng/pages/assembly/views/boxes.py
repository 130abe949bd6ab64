"""Boxes and envelopes on paper's way back: sealed, handed in, opened, with both names."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linmeng.alliance.models import Building
from linmeng.assembly.actions import boxes as actions
from linmeng.assembly.models import BallotBox, RollEntry, Vote
from linmeng.assembly.permissions import may_keep_boxes, may_print_papers
from linmeng.assembly.queries.boxes import boxes_of
from linmeng.assembly.states import phase
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.shared.visitor import VisitorRequest


class BoxForm(forms.Form):
    """A new box or envelope."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=BallotBox.Kind.choices,
        initial=BallotBox.Kind.BOX,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=gettext_lazy("Where does it stand?"), max_length=60, required=False)
    building_id = forms.TypedChoiceField(
        label=gettext_lazy("Whose leader carries it?"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, buildings: list[Building], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", _("for a box: nobody")), *((b.id, b.name) for b in buildings)]
        self.fields["building_id"].choices = named  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """What two people did with it."""

    kind = forms.CharField(max_length=10)
    witness = forms.CharField(max_length=60, required=False)
    seal = forms.CharField(max_length=40, required=False)
    papers = forms.IntegerField(min_value=0, max_value=100_000, required=False)
    note = forms.CharField(max_length=200, required=False)


def _buildings(vote: Vote) -> list[Building]:
    ids = RollEntry.objects.filter(vote=vote).order_by().values("unit__building_id")
    return list(Building.objects.filter(id__in=ids).order_by("walk_order", "code"))


def boxes(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Every box with what happened to it; the office adds one."""
    vote, actor = inside_vote(request, pk, may_keep_boxes), request.visitor.actor
    form = BoxForm(request.POST or None, buildings=_buildings(vote))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_box(actor, vote_id=pk, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
        else:
            return redirect("vote_boxes", slug, pk)
    now = phase(vote, actor.at)
    adds = may_print_papers(actor, vote.compound_id) and now in ("noticed", "open")
    leader = actor.hat.building_id if actor.wears("building_leader") and actor.hat is not None else None
    shown = [one for one in boxes_of(vote) if leader in (None, one.box.building_id)]
    context = {"vote": vote, "boxes": shown, "form": form, "adds": adds, "over": now in ("over", "closed")}
    return render(request, "assembly/boxes.html", context | {"lasts": now in ("noticed", "open")})


@require_POST
def step(request: VisitorRequest, slug: str, pk: int, box_pk: int) -> HttpResponse:
    """Two people did something with a box."""
    vote = inside_vote(request, pk, may_keep_boxes)
    box = get_object_or_404(BallotBox, pk=box_pk, vote=vote)
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            actions.note_box(request.visitor.actor, box_id=box.id, **form.cleaned_data)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, _("Put down, with both names."))
    return redirect("vote_boxes", slug, pk)

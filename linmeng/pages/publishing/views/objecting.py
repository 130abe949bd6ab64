"""Objections to a public notice: one's own, one written down for a neighbour, and the answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linmeng.common.errors import NotAllowed
from linmeng.pages.publishing.forms import AnswerForm, ObjectionForm
from linmeng.pages.publishing.readers import read_publication
from linmeng.pages.publishing.serving import publication_at
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import once
from linmeng.people.actions import note_look
from linmeng.people.queries import Neighbour, neighbours_found
from linmeng.publishing import actions
from linmeng.publishing.models import Objection, Publication
from linmeng.publishing.permissions import may_object, may_write_objections_down
from linmeng.publishing.queries import (
    answers_objections_to,
    objections_to,
    own_objections,
    stands_in_for,
    vacant_committees,
)


def _public_notice(token: str) -> Publication:
    one = publication_at(token)
    if one.kind != Publication.Kind.PUBLIC_NOTICE or one.compound_id is None:
        raise Http404
    return one


@require_http_methods(["GET", "POST"])
def object_to(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """A neighbour's own words against a notice."""
    one, actor = _public_notice(token), request.visitor.actor
    if not may_object(actor, one.compound_id or 0):
        raise NotAllowed(_("Whoever lives or owns a home in this compound can object."))
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "object_to", lambda: _objected(request, slug, one, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    here = read_publication(actor, one, slug)
    own = own_objections(one.id, actor.person_id)
    return render(
        request, "publishing/object.html", {"publication": one, "form": form, "here": here, "own": own}
    )


def _objected(request: VisitorRequest, slug: str, one: Publication, form: ObjectionForm) -> str:
    actions.object_to(request.visitor.actor, publication_id=one.id, words=form.cleaned_data["words"])
    messages.success(request, _("Taken in, thank you. It is answered within seven days."))
    return reverse("publication", args=[slug, one.token])


@require_http_methods(["GET", "POST"])
def write_down(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """A helper types what a neighbour said: first who, then the words."""
    one, actor = _public_notice(token), request.visitor.actor
    if not may_write_objections_down(actor, one.compound_id or 0):
        raise NotAllowed(_("With this seat you cannot write objections down."))
    query, whose = request.GET.get("q", "").strip()[:40], request.GET.get("for", "")
    context = {"publication": one, "query": query, "found": _found(request, one, query), "whose": whose}
    form = ObjectionForm(request.POST or None)
    if whose and request.method == "POST" and form.is_valid():
        try:
            return redirect(
                once(request, "write_objection", lambda: _written(request, slug, one, form, whose))
            )
        except ValidationError as fault:
            show_faults(form, fault)
    return render(request, "publishing/write_down.html", context | {"form": form})


def _found(request: VisitorRequest, one: Publication, query: str) -> list[Neighbour]:
    if not query:
        return []
    found = [
        n for n in neighbours_found(request.visitor.actor, query) if n.unit.compound_id == one.compound_id
    ]
    seen = [neighbour.person.id for neighbour in found]
    note_look(request.visitor.actor, person_ids=seen, what="search", path=request.path)
    return found


def _written(request: VisitorRequest, slug: str, one: Publication, form: ObjectionForm, whose: str) -> str:
    person_id = int(whose) if whose.isascii() and whose.isdigit() and len(whose) < 19 else None
    words = form.cleaned_data["words"]
    actions.write_objection_down(
        request.visitor.actor, publication_id=one.id, words=words, person_id=person_id
    )
    messages.success(request, _("Written down. The publishing body reads it and answers."))
    return reverse("publication", args=[slug, one.token])


def _answering(request: VisitorRequest, token: str) -> tuple[Publication, bool]:
    """The notice, and whether this is done in the stead of a vacant committee."""
    one = _public_notice(token)
    vacant = vacant_committees([one.compound_id or 0])
    if not answers_objections_to(request.visitor.actor, one, vacant):
        raise NotAllowed(_("Objections are read and answered by the body that published."))
    return one, stands_in_for(request.visitor.actor, one, vacant)


@require_http_methods(["GET"])
def objections(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """All objections, for the body that published."""
    one, in_trust = _answering(request, token)
    rows = list(objections_to(one.id))
    seen = [row.person_id for row in rows if row.person_id is not None]
    note_look(request.visitor.actor, person_ids=seen, what="objection", path=request.path)
    waiting = sum(1 for row in rows if row.answered_at is None)
    context = {"publication": one, "rows": rows, "waiting": waiting, "in_trust": in_trust}
    return render(request, "publishing/objections.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: VisitorRequest, slug: str, token: str, pk: int) -> HttpResponse:
    """Answer one of them, to the person or to everyone."""
    one, in_trust = _answering(request, token)
    objection = get_object_or_404(objections_to(one.id), pk=pk, answered_at__isnull=True)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(
                once(request, "answer_objection", lambda: _answered(request, slug, one, objection, form))
            )
        except ValidationError as fault:
            show_faults(form, fault)
    if objection.person_id is not None:
        note_look(
            request.visitor.actor, person_ids=[objection.person_id], what="objection", path=request.path
        )
    context = {"publication": one, "objection": objection, "form": form, "in_trust": in_trust}
    return render(request, "publishing/answer.html", context)


def _answered(
    request: VisitorRequest, slug: str, one: Publication, objection: Objection, form: AnswerForm
) -> str:
    actions.answer_objection(request.visitor.actor, objection_id=objection.id, **form.cleaned_data)
    messages.success(request, _("Answered. Whoever objected is told."))
    return reverse("objections", args=[slug, one.token])

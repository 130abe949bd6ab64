"""The paper on the wall: a photo, the place, done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.alliance.models import Building
from linmeng.common.errors import NotAllowed
from linmeng.pages.publishing.forms import PostingForm
from linmeng.pages.publishing.readers import read_publication
from linmeng.pages.publishing.serving import photo_file, publication_at
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import once
from linmeng.publishing import actions
from linmeng.publishing.models import Publication
from linmeng.publishing.permissions import may_post
from linmeng.publishing.queries import postings_of, usual_places


@require_http_methods(["GET", "POST"])
def hang(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Where this paper hangs; hang one more up, take one down."""
    one = _in_reach(request, token)
    form = _form(request, one)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(once(request, "post_paper", lambda: _hung(request, slug, one, form)))
        except ValidationError as fault:
            show_faults(form, fault)
    context = {"publication": one, "form": form, "here": read_publication(request.visitor.actor, one, slug)}
    context["places"] = usual_places(one.compound_id or 0)
    return render(request, "publishing/hang.html", context)


def _in_reach(request: VisitorRequest, token: str) -> Publication:
    one = publication_at(token)
    if one.compound_id is None:
        raise Http404
    if not may_post(request.visitor.actor, one.compound_id):
        raise NotAllowed(_("Papers are hung up by building leaders, the community worker and the committee."))
    return one


def _form(request: VisitorRequest, one: Publication) -> PostingForm:
    if request.method == "POST":
        return PostingForm(request.POST, request.FILES)
    return PostingForm(initial={"place": _own_place(request, one)})


def _own_place(request: VisitorRequest, one: Publication) -> str:
    """A building leader hangs it up in the own building; for others, the last place used."""
    hat = request.visitor.actor.hat
    if hat is not None and hat.building_id is not None:
        name = Building.objects.values_list("name", flat=True).get(id=hat.building_id)
        return _("%(building)s, notice board") % {"building": name}
    return next(iter(usual_places(one.compound_id or 0)), "")


def _hung(request: VisitorRequest, slug: str, one: Publication, form: PostingForm) -> str:
    actions.post_paper(request.visitor.actor, publication_id=one.id, **form.facts())
    messages.success(request, _("Noted: the paper hangs. Thank you for carrying it."))
    return reverse("hang", args=[slug, one.token])


@require_POST
def take_down(request: VisitorRequest, slug: str, token: str, pk: int) -> HttpResponse:
    """It hangs no longer."""
    one = _in_reach(request, token)
    posting = get_object_or_404(postings_of(one.id), pk=pk)
    actions.take_down_paper(request.visitor.actor, posting_id=posting.id)
    messages.success(request, _("Noted: the paper was taken down."))
    return redirect("hang", slug, token)


@require_GET
def posting_photo(request: VisitorRequest, slug: str, token: str, pk: int, size: int) -> FileResponse:
    """The photo of a paper on the wall, through the gate of its publication."""
    posting = get_object_or_404(postings_of(publication_at(token).id), pk=pk, photo__isnull=False)
    assert posting.photo is not None  # noqa: S101  the query asked for it
    return photo_file(posting.photo, size)

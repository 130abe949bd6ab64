"""Counting a published vote again: the bundle, the verifier, and the key with which an owner finds the own line."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from linmeng.assembly.actions.bundle import ZIP, hand_out_key
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.permissions import holds_key, may_hand_out_keys
from linmeng.assembly.queries.bundle import bundles_of, has_salts, owners_ever, receipts_of
from linmeng.ground.actions.documents import document_path
from linmeng.pages.assembly.bundle_page import HomeKey, ShownBundle, bundle_page, slip_pdf, verifier_page
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.shared.files import pdf_response
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look

PUBLISHED = ("published", "archived")


@require_GET
def vote_bundle(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Count it again yourself: the file, its hash and key, the two programs, what it proves and what not."""
    vote = vote_for(request, pk)
    if vote.state not in PUBLISHED:
        raise Http404
    return render(request, "assembly/bundle/bundle.html", {"vote": vote} | bundle_page(vote))


@require_GET
def bundle_file(request: VisitorRequest, slug: str, pk: int, version: int) -> FileResponse:
    """The bundle of one published version, for anyone."""
    bundle = get_object_or_404(bundles_of(vote_for(request, pk)), version=version)
    content = document_path(bundle.file).open("rb")
    return FileResponse(content, as_attachment=True, filename=ShownBundle(bundle).name, content_type=ZIP)


@require_GET
def verifier(request: HttpRequest) -> HttpResponse:
    """The second verifier, as a page or to be saved; it asks the network for nothing."""
    content, policy = verifier_page()
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    response._csp_replace = policy  # type: ignore[attr-defined]
    if "save" in request.GET:
        response["Content-Disposition"] = 'attachment; filename="linmeng-verify.html"'
    return response


def _own_home(request: VisitorRequest, pk: int, entry_pk: int) -> tuple[RollEntry, bool]:
    """A home on the roll whose key this visitor may see; whether as its owner."""
    actor, vote = request.visitor.actor, vote_for(request, pk)
    entry = get_object_or_404(RollEntry.objects.select_related("vote__compound"), id=entry_pk, vote=vote)
    if holds_key(actor, owners_ever(entry)) and entry.unit_id not in actor.disputed:
        return entry, True
    if may_hand_out_keys(actor, vote.compound_id):
        return entry, False
    raise Http404


@require_GET
def home_key(request: VisitorRequest, slug: str, pk: int, entry_pk: int) -> HttpResponse:
    """My receipts and the key of my home, for its owners only."""
    entry, mine = _own_home(request, pk, entry_pk)
    if not mine:
        raise Http404
    key = HomeKey(entry, receipts_of(entry, str(request.visitor.actor.person_id)))
    return render(request, "assembly/bundle/key.html", {"vote": entry.vote, "key": key})


@require_GET
def key_slip(request: VisitorRequest, slug: str, pk: int, entry_pk: int) -> HttpResponse:
    """The same on paper: for the owner, or at the desk for one who voted on paper, as a look."""
    entry, mine = _own_home(request, pk, entry_pk)
    if not entry.salt:
        raise Http404
    if not mine:
        owners = [int(owner) for owner in owners_ever(entry)]
        note_look(request.visitor.actor, person_ids=owners, what="vote_key", path=request.path)
    key = HomeKey(entry, receipts_of(entry, str(request.visitor.actor.person_id) if mine else ""))
    content = slip_pdf(entry.vote, key, request.visitor.alliance, "en" if get_language() == "en" else "zh")
    return pdf_response(content, f"key-{pk}-{entry.unit_code}")


class HomeForm(forms.Form):
    """Which home's slip is printed."""

    home = forms.CharField(label=_("Number of the home, such as 3-101"), max_length=24)


def key_desk(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The desk prints the key for an owner who stands before it and has no log-in."""
    vote = inside_vote(request, pk, may_hand_out_keys)
    form = HomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (entry := _handed_out(request, vote, form)):
        return redirect("key_slip", slug, pk, entry.id)
    context = {"vote": vote, "form": form, "salted": has_salts(vote)}
    return render(request, "assembly/bundle/desk.html", context)


def _handed_out(request: VisitorRequest, vote: Vote, form: HomeForm) -> RollEntry | None:
    try:
        return hand_out_key(request.visitor.actor, vote_id=vote.id, unit_code=form.cleaned_data["home"])
    except ValidationError as fault:
        form.add_error(None, fault)
        return None

"""Officers write a notice: words, then how it will look, then the point of no return."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.alliance.models import Compound
from linmeng.common.errors import NotAllowed
from linmeng.ground.models import StoredFile
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.pages.publishing import drafting, plain_papers
from linmeng.pages.publishing.forms import CorrectionForm, NoticeForm, WithdrawForm
from linmeng.pages.publishing.serving import language, photo_file, publication_at
from linmeng.pages.shared.files import pdf_response
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import once
from linmeng.publishing import actions
from linmeng.publishing.actions import NoticeWords
from linmeng.publishing.permissions import may_publish, may_withdraw


def _compound(request: VisitorRequest, code: str) -> Compound:
    compound = get_object_or_404(Compound, code=code)
    if not may_publish(request.visitor.actor, compound.id):
        raise NotAllowed(
            _("Only the owners' committee or the community worker of this compound can publish here.")
        )
    return compound


@require_GET
def where(request: VisitorRequest, slug: str) -> HttpResponse:
    """In which compound? With one in reach, straight on."""
    actor = request.visitor.actor
    reach = actor.hat.compounds if actor.hat else frozenset()
    compounds = [
        c for c in Compound.objects.filter(id__in=reach).order_by("code") if may_publish(actor, c.id)
    ]
    if not compounds:
        raise NotAllowed(_("The owners' committee and the community worker publish notices, nobody else."))
    if len(compounds) == 1:
        return redirect("write_notice", slug, compounds[0].code)
    return render(request, "publishing/where.html", {"compounds": compounds})


@require_http_methods(["GET", "POST"])
def write(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The words of a notice, or of a correction."""
    compound = _compound(request, code)
    draft = drafting.draft_of(request, compound)
    form = _form(request, draft)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, compound, form, draft)
        except ValidationError as fault:
            show_faults(form, fault)
        else:
            return redirect("notice_preview", slug, code)
    context = {"form": form, "compound": compound, "draft": draft, "photos": draft.get("photos", [])}
    return render(request, "publishing/write.html", context)


def _form(request: VisitorRequest, draft: dict[str, Any]) -> NoticeForm:
    kind = CorrectionForm if draft.get("corrects") else NoticeForm
    if request.method == "POST":
        return kind(request.POST, request.FILES, initial=draft)
    return kind(initial={name: value for name, value in draft.items() if name != "photos"})


def _keep(request: VisitorRequest, compound: Compound, form: NoticeForm, draft: dict[str, Any]) -> None:
    said = dict(form.cleaned_data)
    new, reason = said.pop("photos"), said.pop("reason", "")
    notice = actions.checked_notice(NoticeWords(**said, photos=tuple(draft.get("photos", []))))
    photos = tuple(notice.photos)
    if new:
        photos = tuple(actions.keep_photos(request.visitor.actor, compound_id=compound.id, photos=new))
    elif request.POST.get("without_photos"):
        photos = ()
    kept = NoticeWords(
        kind=notice.kind,
        title=notice.title,
        words=notice.words,
        article=notice.article,
        days=notice.days,
        photos=photos,
    )
    drafting.keep_draft(request, compound, kept, corrects=draft.get("corrects", ""), reason=reason)


@require_http_methods(["GET", "POST"])
def preview(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """How it will look; below it, what cannot be taken back, and the button."""
    compound = _compound(request, code)
    draft = drafting.draft_of(request, compound)
    if not draft:
        return redirect("write_notice", slug, code)
    one = drafting.as_if_published(request, compound, draft)
    problems = drafting.problems_before_publishing(request, one)
    if request.method == "POST" and not problems and request.POST.get("seen") == one.facts_sha256:
        return redirect(once(request, "publish_notice", lambda: _publish(request, slug, compound, draft)))
    if request.method == "POST" and not problems:
        messages.warning(request, _("The draft was changed meanwhile. Please look at it once more."))
    context = _preview_context(slug, compound, draft, one)
    return render(request, "publishing/preview.html", context | {"problems": problems})


def _preview_context(slug: str, compound: Compound, draft: dict[str, Any], one: Any) -> dict[str, Any]:
    photos = [
        {
            "url": reverse("notice_draft_photo", args=[slug, compound.code, n, 480]),
            "full_url": reverse("notice_draft_photo", args=[slug, compound.code, n, 2048]),
            "alt": _("Photo %(n)s of: %(title)s") % {"n": n, "title": one.title},
        }
        for n in range(1, len(draft["photos"]) + 1)
    ]
    facts = drafting.facts_of(one)
    until = plain_papers.until_words(one)
    return {
        "draft": draft,
        "publication": one,
        "facts": facts,
        "photos": photos,
        "until": until,
        "compound": compound,
    }


def _publish(request: VisitorRequest, slug: str, compound: Compound, draft: dict[str, Any]) -> str:
    actor, notice = request.visitor.actor, drafting.words_of(draft)
    if draft["corrects"]:
        old = publication_at(draft["corrects"])
        made = actions.correct(actor, publication_id=old.id, notice=notice, reason=draft["reason"])
    else:
        made = actions.publish_notice(actor, compound_id=compound.id, notice=notice)
    drafting.throw_away(request)
    messages.success(request, _("It hangs on the board. Now print the poster and hang it up."))
    return reverse("publication", args=[slug, made.token])


@require_GET
def preview_poster(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """The draft's poster: without address and code, so that nobody takes it for the paper itself."""
    compound = _compound(request, code)
    draft = drafting.draft_of(request, compound)
    if not draft:
        return redirect("write_notice", slug, code)
    one = drafting.as_if_published(request, compound, draft)
    try:
        content = plain_papers.poster_pdf(
            one, request.visitor.alliance, size="a3", lang=language(), draft=True
        )
    except MissingGlyph:
        return redirect("notice_preview", slug, code)
    return pdf_response(content, "draft")


@require_GET
def draft_photo(request: VisitorRequest, slug: str, code: str, n: int, size: int) -> FileResponse:
    """A photo of one's own draft."""
    photos = drafting.draft_of(request, _compound(request, code)).get("photos", [])
    if not 1 <= n <= len(photos):
        raise Http404
    return photo_file(get_object_or_404(StoredFile, pk=photos[n - 1]), size)


@require_POST
def throw_away(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Begin anew."""
    _compound(request, code)
    drafting.throw_away(request)
    return redirect("publications", slug)


@require_POST
def correct(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Begin a correction with what hangs now."""
    one = publication_at(token)
    if one.compound is None or one.subject != "notice":
        raise Http404
    compound = _compound(request, one.compound.code)
    drafting.keep_draft(request, compound, drafting.words_from(one), corrects=token)
    return redirect("write_notice", slug, compound.code)


@require_http_methods(["GET", "POST"])
def withdraw(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Take a publication back, with a reason that stays readable."""
    one = publication_at(token)
    if one.compound_id is None or not may_withdraw(request.visitor.actor, one.compound_id):
        raise NotAllowed(_("Only the body that may publish here can withdraw this."))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(request.visitor.actor, publication_id=one.id, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            show_faults(form, fault)
        else:
            return redirect("publication", slug, token)
    return render(request, "publishing/withdraw.html", {"publication": one, "form": form})

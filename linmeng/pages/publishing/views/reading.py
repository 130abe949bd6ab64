"""Public pages of what was published, and its papers."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from linmeng.ground.models import StoredFile
from linmeng.pages.printing.poster import Size
from linmeng.pages.publishing import papers
from linmeng.pages.publishing.readers import read_publication
from linmeng.pages.publishing.serving import language, photo_file, publication_at
from linmeng.pages.shared.files import pdf_response, shown
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.publishing.queries import facts_of


@require_GET
def publication(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The frozen facts on the screen, same numbers as on every paper."""
    here = read_publication(request.visitor.actor, publication_at(token), slug)
    context = {"here": here, "publication": here.publication, "facts": here.facts, "photos": here.photos}
    return render(request, "publishing/publication.html", context)


@require_GET
def poster(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The A3 (or A4) poster as PDF; of what no longer stands, the sheet that covers it."""
    one = publication_at(token)
    size: Size = "a4" if request.GET.get("size") == "a4" else "a3"
    content = papers.poster_pdf(one, request.visitor.alliance, size=size, lang=language())
    return pdf_response(content, f"{one.check_code}-{size}")


@require_GET
def picture(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The long picture for a WeChat group."""
    one = publication_at(token)
    content = papers.picture_png(one, request.visitor.alliance, lang=language())
    return shown(content, "image/png", f"{one.check_code}.png")


@require_GET
def group(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """What goes into a WeChat group: the text to copy and the long picture."""
    one = publication_at(token)
    text = papers.group_words(one, request.visitor.alliance, lang=language())
    return render(request, "publishing/group.html", {"publication": one, "text": text})


@require_GET
def facts(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The canonical facts, byte for byte as hashed; `?save=1` as a file."""
    one = publication_at(token)
    headers = {"X-Facts-SHA256": one.facts_sha256}
    if request.GET.get("save") == "1":
        headers["Content-Disposition"] = f'attachment; filename="{one.check_code}.json"'
    return HttpResponse(one.facts, content_type="application/json", headers=headers)


@require_GET
def notice_photo(request: VisitorRequest, slug: str, token: str, n: int, size: int) -> FileResponse:
    """A photo of the words, through the gate of its publication."""
    photos = facts_of(publication_at(token)).get("photos", [])
    if not 1 <= n <= len(photos):
        raise Http404
    return photo_file(get_object_or_404(StoredFile, token=photos[n - 1]["token"]), size)

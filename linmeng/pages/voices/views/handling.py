"""The handlers' list of voices, and one voice for its author and its handlers."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Building, Compound
from linmeng.common.clock import local_day
from linmeng.common.errors import NotAllowed
from linmeng.ground.actions.photos import SIDES, files_root
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import Cell, workbook, workbook_response
from linmeng.pages.voices import asking
from linmeng.pages.voices.readers import read_voice
from linmeng.people.actions import note_look
from linmeng.voices.models import Voice
from linmeng.voices.permissions import HANDLING
from linmeng.voices.queries import find_voices, found_voices, visible_voices, voices_in_order, voices_on_desk

VOICES_A_PAGE = 20
MOST_EXCEL_ROWS = 5000


def _check_known(request: VisitorRequest) -> None:
    if request.visitor.actor.person_id is None:
        raise NotAllowed(_("Please log in to read voices."))


@require_GET
def voices(request: VisitorRequest, slug: str) -> HttpResponse:
    """The voices one handles (or one's own), searched, narrowed, sorted, twenty a page."""
    _check_known(request)
    asked = asking.voice_search(request.GET)
    base = voices_on_desk(request.visitor.actor)
    found = found_voices(base, asked)
    paginator = Paginator(found.ids, VOICES_A_PAGE)
    paginator.count = found.count  # counted already, by state
    page = paginator.get_page(request.GET.get("page"))
    compounds, buildings = _places(request, asked.compound)
    context = {
        "asked": asked,
        "page": page,
        "voices": voices_in_order(list(page.object_list)),
        "waiting": found.counts["received"],
        "tabs": asking.voice_tabs(request.GET, found.counts),
        "selects": asking.selects(request.GET, compounds, buildings),
        "many_compounds": len(compounds) > 1,
    }
    return render(request, "voices/voices.html", context)


def _places(request: VisitorRequest, code: str) -> tuple[list[Compound], list[Building]]:
    """The compounds a handler reaches, and the buildings of the one chosen."""
    hat = request.visitor.actor.hat
    compounds = list(Compound.objects.filter(id__in=hat.compounds).order_by("code")) if hat else []
    chosen = [c.id for c in compounds if c.code == code or len(compounds) == 1]
    return compounds, list(Building.objects.filter(compound_id__in=chosen).order_by("walk_order", "code"))


@require_GET
def voices_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The list as it is narrowed now, for handlers; without names and worries."""
    actor = request.visitor.actor
    if not actor.wears(*HANDLING):
        raise NotAllowed(_("The list of voices leaves the house only through its handlers."))
    asked = asking.voice_search(request.GET)
    found = find_voices(voices_on_desk(actor), asked).select_related("compound", "building", "matter")
    headers = [
        _("Received"),
        _("Compound"),
        _("Where"),
        _("Kind"),
        _("Words"),
        _("State"),
        _("Matter"),
        _("Answer by"),
    ]
    content = workbook(
        _("Voices"), headers, [12, 14, 20, 10, 60, 14, 30, 12], _excel_rows(found[:MOST_EXCEL_ROWS])
    )
    return workbook_response(content, f"voices-{actor.today.isoformat()}")


def _excel_rows(found: Iterable[Voice]) -> Iterable[list[Cell]]:
    for voice in found:
        place = " ".join(filter(None, [voice.building.name if voice.building else "", voice.place]))
        state = str(voice.get_state_display())
        matter = voice.matter.title if voice.matter else ""
        yield [
            local_day(voice.received_at),
            voice.compound.name,
            place,
            str(voice.get_kind_display()),
            voice.words,
            state,
            matter,
            voice.answer_by,
        ]


@require_GET
def voice(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """One voice: the words, the photos, what became of it; for those who sort, the forms."""
    _check_known(request)
    actor = request.visitor.actor
    rows = visible_voices(actor).select_related("compound", "building", "matter", "author", "helper")
    asked = request.GET.get("matter", "").strip()[: asking.LONGEST_QUERY]
    here = read_voice(actor, get_object_or_404(rows, pk=pk), slug, asked)
    if here.named and here.voice.author_id is not None:
        note_look(actor, person_ids=[here.voice.author_id], what="voice", path=request.path)
    return render(request, "voices/voice.html", {"here": here})


@require_GET
def voice_photo(request: VisitorRequest, slug: str, pk: int, n: int, size: int) -> FileResponse:
    """A photo, through the gate of its voice."""
    found = get_object_or_404(visible_voices(request.visitor.actor), pk=pk)
    photo = found.photos.select_related("file").filter(place=n).first()
    if photo is None or size not in SIDES:
        raise Http404
    file = (files_root() / photo.file.folder / f"{size}.jpg").open("rb")
    return FileResponse(file, content_type="image/jpeg")

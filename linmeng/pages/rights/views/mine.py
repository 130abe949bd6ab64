"""My data and my rights: what I may do, who looked at me, what I agreed to, my copy, corrections, erasure."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.ground.actions.documents import document_path
from linmeng.pages.rights import gates
from linmeng.pages.rights.forms import CorrectForm
from linmeng.pages.rights.may import rights_in_words
from linmeng.pages.rights.readers import consents_shown, what_words
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.forms import show_faults
from linmeng.pages.voices.taking import once
from linmeng.people import actions as people
from linmeng.people.queries import kinds_of_looks, looks_at
from linmeng.rights import actions
from linmeng.rights.models import CorrectionRequest, Erasure
from linmeng.rights.queries import fate_of, labels, own_copies, own_corrections, own_erasures

LOOKS_A_PAGE = 30


@require_GET
def rights(request: VisitorRequest, slug: str) -> HttpResponse:
    """What I may see and do with the hat that is on, in plain words, and my rights over my data."""
    actor = gates.known(request)
    return render(request, "rights/rights.html", {"hats_shown": rights_in_words(actor, request.visitor.hats)})


@require_GET
def looks(request: VisitorRequest, slug: str) -> HttpResponse:
    """Who in office saw more of me than neighbours do: the office, what, when; never a name."""
    actor = gates.known(request)
    me, what = actor.person_id or 0, request.GET.get("what", "")[:24]
    page = Paginator(looks_at(me, what), LOOKS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(look, what_words(look.what)) for look in page.object_list]
    kinds = kinds_of_looks(me)
    here = reverse("my_looks", args=[slug])
    options = [{"label": _("all"), "url": here, "current": not what, "count": None}]
    options += [
        {"label": what_words(kind), "url": f"{here}?what={kind}", "current": kind == what, "count": None}
        for kind in kinds
    ]
    return render(request, "rights/looks.html", {"page": page, "rows": rows, "options": options})


@require_GET
def consents(request: VisitorRequest, slug: str) -> HttpResponse:
    """Each consent apart; off until I say yes."""
    shown, before = consents_shown(gates.known(request).person_id or 0)
    return render(request, "rights/consents.html", {"shown": shown, "before": before})


@require_POST
def consent(request: VisitorRequest, slug: str, purpose: str) -> HttpResponse:
    """Say yes to one purpose, or take it back."""
    actor = gates.known(request)
    me = actor.person_id or 0
    try:
        if request.POST.get("agree") == "yes":
            people.give_consent(actor, person_id=me, purpose=purpose)
            messages.success(request, _("You agreed. You can take it back here at any time."))
        else:
            actions.withdraw(actor, person_id=me, purpose=purpose)
            messages.success(request, _("Taken back. It is no longer shown."))
    except ValidationError as fault:
        raise Http404 from fault
    return redirect("my_consents", slug)


@require_http_methods(["GET", "POST"])
def copies(request: VisitorRequest, slug: str) -> HttpResponse:
    """One click makes a copy of everything that is kept about me."""
    actor = gates.known(request)
    if request.method == "POST":
        gates.demand_fresh_code(request)
        back = reverse("my_copies", args=[slug])
        return redirect(once(request, "data_copy", lambda: _made(request, back)))
    return render(request, "rights/copies.html", {"copies": list(own_copies(actor.person_id or 0)[:20])})


def _made(request: VisitorRequest, back: str) -> str:
    actor = request.visitor.actor
    actions.make_copy(actor, person_id=actor.person_id or 0)
    messages.success(request, _("Your copy is ready. It is forgotten here after seven days."))
    return back


@require_GET
def copy_file(request: VisitorRequest, slug: str, pk: int) -> FileResponse:
    """The copy itself, for its person alone and behind a fresh code."""
    actor = gates.known(request)
    copy = get_object_or_404(own_copies(actor.person_id or 0), pk=pk, file__isnull=False)
    gates.demand_fresh_code(request)
    name = f"linmeng-{copy.made_at:%Y-%m-%d}.zip"
    answer = FileResponse(document_path(copy.file).open("rb"), as_attachment=True, filename=name)  # type: ignore[arg-type]
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def correct(request: VisitorRequest, slug: str) -> HttpResponse:
    """Say what is wrong about me; the desk answers by its day."""
    actor = gates.known(request)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_correction(actor, **form.cleaned_data)
            messages.success(request, _("Noted. The desk answers by its day; bring the paper that shows it."))
            return redirect("my_corrections", slug)
        except ValidationError as fault:
            show_faults(form, fault)
    asked = list(own_corrections(actor.person_id or 0)[:20])
    return render(request, "rights/correct.html", {"form": form, "asked": asked})


@require_POST
def take_correction_back(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """I no longer ask for it."""
    actor = gates.known(request)
    get_object_or_404(CorrectionRequest, pk=pk, person_id=actor.person_id)
    actions.take_back_correction(actor, request_id=pk)
    return redirect("my_corrections", slug)


@require_http_methods(["GET", "POST"])
def erase(request: VisitorRequest, slug: str) -> HttpResponse:
    """What would go, what law keeps, and the request itself."""
    actor = gates.known(request)
    if request.method == "POST" and request.POST.get("understood"):
        gates.demand_fresh_code(request)
        erasure = actions.ask_for_erasure(actor)
        if erasure.state == Erasure.State.DONE:
            logout(request)  # the session was erased with the rest
            return redirect("privacy", slug)
        messages.success(request, _("Noted. The desk confirms it by its day."))
        return redirect("my_erasure", slug)
    me = actor.person_id or 0
    fate, said = fate_of(me), labels() | {"name": _("Your name")}
    goes = [(said[kind], count) for kind, count in fate.goes.items() if count]
    context = {"fate": fate, "goes": goes, "asked": list(own_erasures(me)[:10])}
    return render(request, "rights/erase.html", context)


@require_POST
def take_erasure_back(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """I stay."""
    actor = gates.known(request)
    get_object_or_404(Erasure, pk=pk, subject_id=actor.person_id)
    actions.take_back_erasure(actor, erasure_id=pk)
    return redirect("my_erasure", slug)

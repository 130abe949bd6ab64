"""Pages that belong to no area: the front door, switches, health, and errors in sentences."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from linmeng.ground.models import Alliance

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    """Where the form came from, if that is a page of ours."""
    target = request.POST.get("next", "/")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "/"


@require_GET
def front_door(request: HttpRequest) -> HttpResponse:
    """With one alliance: its board. With several: the list of them. With none: what to do first."""
    alliances = list(Alliance.objects.order_by("name")[:50])
    if len(alliances) == 1:
        return redirect("board", alliances[0].slug)
    return render(request, "front_door.html", {"alliances": alliances})


@require_GET
def to_only_alliance(request: HttpRequest) -> HttpResponse:
    """/me, /desk and /alliance lead into the only alliance."""
    alliances = list(Alliance.objects.all()[:2])
    if len(alliances) == 1:
        return redirect(f"/a/{alliances[0].slug}{request.path}")
    return redirect("front_door")


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """Up, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, kept in a cookie."""
    response = redirect(_back(request))
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["language"],
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
        )
    return response


@require_POST
def set_elder(request: HttpRequest) -> HttpResponse:
    """Elder mode on or off, kept in a cookie."""
    response = redirect(_back(request))
    response.set_cookie("elder", request.POST.get("elder", "0"), max_age=YEAR, samesite="Lax", httponly=True)
    return response


@require_POST
def switch_hat(request: HttpRequest, slug: str) -> HttpResponse:
    """Put on another of one's own hats, or none."""
    visitor = request.visitor  # type: ignore[attr-defined]
    chosen = request.POST.get("hat", "none")
    own = {str(hat.seat_id): hat.seat_id for hat in visitor.hats}
    request.session[f"hat_{visitor.alliance.id}"] = own.get(chosen, "none")
    return redirect("desk" if chosen in own else "me", slug)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in a sentence."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 in a sentence."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in a sentence."""
    return render(request, "404.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """500 in a sentence; needs neither database nor context."""
    return render(request, "500.html", status=500)

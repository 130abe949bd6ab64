"""All addresses. Everything of an alliance is under /a/<slug>/; printed codes last for years."""

from django.urls import include, path

from linmeng.pages.assembly.views import bundle
from linmeng.pages.login import urls as login
from linmeng.pages.setup.views import founding
from linmeng.pages.shared import views as shared

handler400 = "linmeng.pages.shared.views.bad_request"
handler403 = "linmeng.pages.shared.views.forbidden"
handler404 = "linmeng.pages.shared.views.not_found"
handler500 = "linmeng.pages.shared.views.fault"

urlpatterns = [
    path("", shared.front_door, name="front_door"),
    path("found/", founding.start, name="found"),
    path("found/confirm/", founding.confirm, name="found_confirm"),
    path("me", shared.to_only_alliance),
    path("desk", shared.to_only_alliance),
    path("alliance", shared.to_only_alliance),
    path("healthz", shared.healthz, name="healthz"),
    path("language/", shared.set_language, name="set_language"),
    path("elder/", shared.set_elder, name="set_elder"),
    path("", include(login)),
    path("laws/", include("linmeng.pages.laws.urls")),
    path("verify/", bundle.verifier, name="verifier"),
    path("ui/", include("linmeng.pages.ui_gallery.urls")),
    path("a/<slug:slug>/", include("linmeng.pages.urls")),
]

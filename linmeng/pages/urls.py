"""Pages of one alliance, area by area."""

from django.urls import include, path

from linmeng.pages.login import views as login
from linmeng.pages.shared import views as shared

urlpatterns = [
    path("hat/", shared.switch_hat, name="switch_hat"),
    path("confirm/", login.second_factor, name="second_factor"),
    path("", include("linmeng.pages.assembly.urls")),  # first: on voting days most come here
    path("", include("linmeng.pages.board.urls")),
    path("", include("linmeng.pages.me.urls")),
    path("", include("linmeng.pages.desk.urls")),
    path("", include("linmeng.pages.alliance.urls")),
    path("", include("linmeng.pages.setup.urls")),
    path("", include("linmeng.pages.search.urls")),
    path("", include("linmeng.pages.rights.urls")),
    path("", include("linmeng.pages.people.urls")),
    path("", include("linmeng.pages.binding.urls")),
    path("", include("linmeng.pages.circles.urls")),
    path("", include("linmeng.pages.meetings.urls")),
    path("", include("linmeng.pages.voices.urls")),
    path("", include("linmeng.pages.tickets.urls")),
    path("", include("linmeng.pages.talent.urls")),
    path("", include("linmeng.pages.brief.urls")),
    path("", include("linmeng.pages.lists.urls")),
    path("", include("linmeng.pages.projects.urls")),
    path("", include("linmeng.pages.elections.urls")),
    path("", include("linmeng.pages.term.urls")),
    path("", include("linmeng.pages.petitions.urls")),
    path("", include("linmeng.pages.notices.urls")),
    path("", include("linmeng.pages.publishing.urls")),
    path("", include("linmeng.pages.help.urls")),
    path("", include("linmeng.pages.papers.urls")),
]

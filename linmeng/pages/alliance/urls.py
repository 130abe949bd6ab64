from django.urls import path

from linmeng.pages.alliance.views import charter, overview, profile

urlpatterns = [
    path("alliance", overview.overview, name="alliance"),
    path("alliance.xlsx", overview.overview_excel, name="alliance_excel"),
    path("strengths/", overview.strengths, name="strengths"),
    path("charter/", charter.charter, name="charter"),
    path("charter/propose/", charter.propose, name="charter_propose"),
    path("charter/<int:version>/", charter.charter, name="charter_version"),
    path("charter/<int:version>/adopt/", charter.adopt, name="charter_adopt"),
    path("c/<slug:code>/", profile.compound, name="compound"),
    path("c/<slug:code>/facilities/new/", profile.new_facility, name="facility_new"),
    path("c/<slug:code>/facilities/<int:pk>/", profile.change_facility, name="facility_change"),
    path("c/<slug:code>/strengths/new/", profile.new_strength, name="strength_new"),
    path("c/<slug:code>/strengths/<int:pk>/", profile.change_strength, name="strength_change"),
    path("c/<slug:code>/rules/new/", profile.new_rules, name="rules_new"),
    path("c/<slug:code>/share/", profile.share, name="share"),
    path("c/<slug:code>/committee/", profile.committee, name="committee_state"),
    path("c/<slug:code>/committee/term/", profile.new_term, name="committee_term"),
]

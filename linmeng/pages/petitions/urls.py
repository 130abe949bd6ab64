from django.urls import path

from linmeng.pages.petitions.views import answering, collecting, papers, reading

urlpatterns = [
    path("petitions/", reading.petition_list, name="petitions"),
    path("petitions/new/", collecting.new, name="petition_new"),
    path("petitions/<int:pk>/", reading.petition, name="petition"),
    path("petitions/<int:pk>/sign/", collecting.sign, name="petition_sign"),
    path("petitions/<int:pk>/unsign/", collecting.unsign, name="petition_unsign"),
    path("petitions/<int:pk>/withdraw/", collecting.withdraw, name="petition_withdraw"),
    path("petitions/<int:pk>/hand-in/", collecting.hand_in, name="petition_hand_in"),
    path("petitions/<int:pk>/answer/", answering.answer, name="petition_answer"),
    path("petitions/<int:pk>/step-in/", answering.step_in, name="petition_step_in"),
    path("petitions/<int:pk>/vote/", answering.link_vote, name="petition_vote"),
    path("petitions/<int:pk>/paper/", papers.paper, name="petition_paper"),
    path("petitions/<int:pk>/sheet.pdf", papers.sheet, name="petition_sheet"),
    path("petitions/<int:pk>/signatures/", papers.signatures, name="petition_signatures"),
    path("petitions/<int:pk>/signatures.xlsx", papers.signatures_excel, name="petition_signatures_excel"),
]

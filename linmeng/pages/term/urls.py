from django.urls import path

from linmeng.pages.term.views import filings, hand_overs, life, substitutes

urlpatterns = [
    path("c/<slug:code>/committee/life/", life.life, name="committee_life"),
    path("c/<slug:code>/committee/members.pdf", life.members_paper, name="committee_members_pdf"),
    path("c/<slug:code>/committee/members.xlsx", life.members_excel, name="committee_members_excel"),
    path("c/<slug:code>/committee/leaving/<int:seat_pk>/", life.propose, name="leaving_propose"),
    path("c/<slug:code>/committee/leaving/<int:pk>/decide/", life.decide, name="leaving_decide"),
    path("c/<slug:code>/committee/leaving/<int:pk>/take-back/", life.take_back, name="leaving_take_back"),
    path("c/<slug:code>/committee/substitutes/up/", substitutes.move_up, name="substitute_up"),
    path("c/<slug:code>/committee/substitutes/<int:pk>/", substitutes.pass_over, name="substitute_passed"),
    path("c/<slug:code>/filing/new/", filings.begin, name="filing_new"),
    path("filings/<int:pk>/", filings.filing, name="filing"),
    path("filings/<int:pk>/papers/<int:paper_pk>/", filings.paper, name="filing_paper"),
    path("filings/<int:pk>/papers/<int:paper_pk>/file/", filings.paper_file, name="filing_paper_file"),
    path("filings/<int:pk>/hand-in/", filings.hand_in, name="filing_hand_in"),
    path("filings/<int:pk>/answer/", filings.answer, name="filing_answer"),
    path("filings/<int:pk>/complete/", filings.complete, name="filing_complete"),
    path("filings/<int:pk>/correct/", filings.correct, name="filing_correct"),
    path("c/<slug:code>/hand-over/new/", hand_overs.begin, name="hand_over_new"),
    path("hand-overs/<int:pk>/", hand_overs.hand_over, name="hand_over"),
    path("hand-overs/<int:pk>/add/", hand_overs.add, name="hand_over_add"),
    path("hand-overs/<int:pk>/items/<int:item_pk>/", hand_overs.item, name="hand_over_item"),
    path("hand-overs/<int:pk>/items/<int:item_pk>/missing/", hand_overs.missing, name="hand_over_missing"),
    path("hand-overs/<int:pk>/finish/", hand_overs.finish, name="hand_over_finish"),
    path("hand-overs/<int:pk>/list.pdf", hand_overs.paper, name="hand_over_pdf"),
    path("hand-overs/<int:pk>/list.xlsx", hand_overs.excel, name="hand_over_excel"),
]

from django.urls import path

from linmeng.pages.assembly.views import call_back, disputes, late, mandate_forms, mandates, speaking

urlpatterns = [
    path("votes/<int:pk>/mandates/", mandates.mandates, name="vote_mandates"),
    path("votes/<int:pk>/mandates/new/", mandates.paper_mandate, name="vote_mandate_paper"),
    path("votes/<int:pk>/mandates/<int:proxy_pk>/", mandates.mandate, name="vote_mandate"),
    path("votes/<int:pk>/mandate.pdf", mandate_forms.blank, name="vote_mandate_form"),
    path(
        "votes/<int:pk>/mandates/<int:proxy_pk>/form.pdf", mandate_forms.written, name="vote_mandate_written"
    ),
    path("votes/<int:pk>/mandates/<int:proxy_pk>/scan/", mandates.mandate_scan, name="vote_mandate_scan"),
    path("votes/<int:pk>/mandates/<int:proxy_pk>/revoke/", mandates.revoke, name="vote_mandate_revoke"),
    path("votes/<int:pk>/mandates/home/<int:entry_pk>/", mandates.my_mandate, name="my_mandate"),
    path("votes/<int:pk>/receipt/<str:code>/not-me/", disputes.not_me, name="receipt_not_me"),
    path("votes/<int:pk>/receipt/<str:code>/scan.jpg", disputes.own_scan, name="receipt_scan"),
    path("votes/<int:pk>/disputes/", disputes.disputes, name="vote_disputes"),
    path("votes/<int:pk>/disputes/<int:dispute_pk>/", disputes.dispute, name="vote_dispute"),
    path("votes/<int:pk>/late/", late.late, name="vote_late"),
    path("votes/<int:pk>/late.xlsx", late.late_excel, name="vote_late_excel"),
    path("votes/<int:pk>/call-back/", call_back.call_back, name="vote_call_back"),
    path("votes/<int:pk>/call-back/draw/", call_back.draw, name="vote_call_back_draw"),
    path("votes/<int:pk>/call-back/<int:call_pk>/", call_back.call, name="vote_call"),
    path("homes/<int:pk>/speaker/", speaking.speaker, name="home_speaker"),
]

from django.urls import include, path

from linmeng.pages.assembly.views import calling, casting, counting, papers, reading

urlpatterns = [
    path("votes/", reading.vote_list, name="votes"),
    path("votes/prepare/<int:project_pk>/", calling.prepare, name="vote_prepare"),
    path("votes/<int:pk>/", reading.vote, name="vote"),
    path("votes/<int:pk>/edit/", calling.edit, name="vote_edit"),
    path("votes/<int:pk>/notice/", calling.notice, name="vote_notice"),
    path("votes/<int:pk>/cancel/", calling.cancel, name="vote_cancel"),
    path("votes/<int:pk>/cast/<int:entry_pk>/", casting.cast, name="cast"),
    path("votes/<int:pk>/receipt/<str:code>/", casting.receipt, name="receipt"),
    path("votes/<int:pk>/delivery/", papers.delivery, name="vote_delivery"),
    path("votes/<int:pk>/papers/", papers.papers, name="vote_papers"),
    path("votes/<int:pk>/enter/", papers.enter, name="vote_enter"),
    path("votes/<int:pk>/void/<int:paper_pk>/", papers.void, name="vote_void"),
    path("votes/<int:pk>/close/", counting.close, name="vote_close"),
    path("votes/<int:pk>/count/", counting.count, name="vote_count"),
    path("votes/<int:pk>/publish/", counting.publish, name="vote_publish"),
    path("votes/<int:pk>/recount/", counting.recount, name="vote_recount"),
    path("votes/<int:pk>/question/<int:number>/vote.json", reading.vote_file, name="vote_file"),
    path("votes/<int:pk>/register.xlsx", reading.register_excel, name="vote_register"),
    path("b/<str:token>/", papers.scanned, name="ballot"),
    path("", include("linmeng.pages.printing.urls")),
]

from django.urls import path

from linmeng.pages.publishing import feed
from linmeng.pages.publishing.views import checking, hanging, listing, objecting, reading, writing

urlpatterns = [
    path("publications/", listing.publications, name="publications"),
    path("publications.xlsx", listing.publications_excel, name="publications_excel"),
    path("board.atom", feed.board_feed, name="board_feed"),
    path("c/<slug:code>/board.atom", feed.board_feed, name="compound_feed"),
    path("publish/", writing.where, name="publish_where"),
    path("publish/<slug:code>/", writing.write, name="write_notice"),
    path("publish/<slug:code>/preview/", writing.preview, name="notice_preview"),
    path("publish/<slug:code>/preview.pdf", writing.preview_poster, name="notice_preview_poster"),
    path("publish/<slug:code>/throw-away/", writing.throw_away, name="notice_throw_away"),
    path("publish/<slug:code>/photos/<int:n>/<int:size>.jpg", writing.draft_photo, name="notice_draft_photo"),
    path("p/<str:token>/", reading.publication, name="publication"),
    path("p/<str:token>/poster.pdf", reading.poster, name="poster"),
    path("p/<str:token>/picture.png", reading.picture, name="picture"),
    path("p/<str:token>/group/", reading.group, name="group"),
    path("p/<str:token>/facts.json", reading.facts, name="facts"),
    path("p/<str:token>/photos/<int:n>/<int:size>.jpg", reading.notice_photo, name="notice_photo"),
    path("p/<str:token>/proof/", checking.proof, name="proof"),
    path("p/<str:token>/withdraw/", writing.withdraw, name="withdraw"),
    path("p/<str:token>/correct/", writing.correct, name="correct_notice"),
    path("p/<str:token>/object/", objecting.object_to, name="object_to"),
    path("p/<str:token>/object/for/", objecting.write_down, name="write_objection_down"),
    path("p/<str:token>/objections/", objecting.objections, name="objections"),
    path("p/<str:token>/objections/<int:pk>/", objecting.answer, name="answer_objection"),
    path("p/<str:token>/hang/", hanging.hang, name="hang"),
    path("p/<str:token>/hang/<int:pk>/down/", hanging.take_down, name="take_down_paper"),
    path("p/<str:token>/hang/<int:pk>/<int:size>.jpg", hanging.posting_photo, name="posting_photo"),
    path("check/", checking.check, name="check"),
]

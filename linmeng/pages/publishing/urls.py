from django.urls import path

from linmeng.pages.publishing import views

urlpatterns = [
    path("p/<str:token>/", views.publication, name="publication"),
    path("p/<str:token>/poster.pdf", views.poster, name="poster"),
    path("p/<str:token>/picture.png", views.picture, name="picture"),
    path("p/<str:token>/group/", views.group, name="group"),
    path("p/<str:token>/facts.json", views.facts, name="facts"),
    path("p/<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("check/", views.check, name="check"),
    path("slips/", views.slips, name="slips"),
    path("slips.pdf", views.slips_pdf, name="slips_pdf"),
]

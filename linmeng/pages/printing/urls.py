from django.urls import path

from linmeng.pages.printing import views

urlpatterns = [
    path("print/votes/<int:pk>/ballots.pdf", views.ballots, name="ballots_pdf"),
    path("print/votes/<int:pk>/stubs.pdf", views.stubs, name="stubs_pdf"),
]

from django.urls import path

from linmeng.pages.brief import views

urlpatterns = [
    path("brief/", views.brief, name="brief"),
    path("brief.pdf", views.brief_pdf, name="brief_pdf"),
    path("brief.xlsx", views.brief_excel, name="brief_excel"),
    path("brief.txt", views.brief_text, name="brief_text"),
]

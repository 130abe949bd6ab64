from django.urls import path

from linmeng.pages.help import views

urlpatterns = [path("help/<slug:name>/", views.page_help, name="page_help")]

from django.urls import path

from linmeng.pages.laws import views

urlpatterns = [path("", views.laws, name="laws"), path("<str:pack_id>/", views.cases, name="law_cases")]

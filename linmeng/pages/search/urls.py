from django.urls import path

from linmeng.pages.search import views

urlpatterns = [path("search", views.search, name="search")]

from django.urls import path

from linmeng.pages.board import views

urlpatterns = [path("", views.board, name="board")]

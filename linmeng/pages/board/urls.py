from django.urls import path

from linmeng.pages.board import views

urlpatterns = [path("", views.board, name="board"), path("board.atom", views.board_feed, name="board_feed")]

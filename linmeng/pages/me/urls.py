from django.urls import path

from linmeng.pages.me import views

urlpatterns = [path("me", views.me, name="me"), path("me/notices/", views.my_notices, name="my_notices")]

from django.urls import path

from linmeng.pages.desk import views

urlpatterns = [path("desk", views.desk, name="desk")]

from django.urls import path

from linmeng.pages.lists import views

urlpatterns = [
    path("c/<slug:code>/list/place/", views.place, name="place_on_list"),
    path("c/<slug:code>/list/<slug:which>/", views.list_page, name="list_page"),
    path("c/<slug:code>/list/<slug:which>/publish/", views.publish, name="publish_list"),
    path("c/<slug:code>/list/<slug:which>/history/", views.history, name="list_history"),
    path("c/<slug:code>/list/<slug:which>.xlsx", views.list_excel, name="list_excel"),
    path("c/<slug:code>/list/items/<int:pk>/move/", views.move, name="move_on_list"),
    path("c/<slug:code>/list/items/<int:pk>/off/", views.take_off, name="take_off_list"),
]

from django.urls import path

from linmeng.pages.circles import views

urlpatterns = [
    path("circles/", views.alliance_circles, name="alliance_circles"),
    path("circles/found/", views.found_alliance_circle, name="found_alliance_circle"),
    path("circles/<int:pk>/member/", views.add_member, name="circle_member"),
    path("circles/<int:pk>/close/", views.close_circle, name="circle_close"),
    path("circle-members/<int:pk>/end/", views.end_member, name="circle_member_end"),
    path("c/<slug:code>/circles/", views.circles, name="circles"),
    path("c/<slug:code>/circles/found/", views.found_circle, name="found_circle"),
    path("c/<slug:code>/duties/", views.duties, name="duties"),
    path("c/<slug:code>/duties.xlsx", views.duties_excel, name="duties_excel"),
    path("duties/<int:pk>/end/", views.end_duty, name="duty_end"),
    path("c/<slug:code>/errands/", views.errands, name="errands"),
    path("my-doors/", views.my_doors, name="my_doors"),
    path("my-doors/list/", views.door_list, name="door_list"),
    path("errands/<int:pk>/<slug:what>/", views.tick, name="errand_tick"),
]

from django.urls import path

from linmeng.pages.tickets import views

urlpatterns = [
    path("tickets/", views.tickets, name="tickets"),
    path("tickets/new/", views.upload, name="tickets_upload"),
    path("tickets/answers.xlsx", views.answers_excel, name="tickets_answers"),
    path("tickets/<int:pk>/", views.preview, name="tickets_preview"),
    path("tickets/<int:pk>/columns/", views.columns, name="tickets_columns"),
    path("tickets/<int:pk>/places/", views.places, name="tickets_places"),
    path("tickets/<int:pk>/take-in/", views.take_in, name="tickets_take_in"),
    path("tickets/<int:pk>/aside/", views.set_aside, name="tickets_aside"),
]

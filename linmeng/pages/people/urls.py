from django.urls import path

from linmeng.pages.people import views

urlpatterns = [
    path("roll/<slug:code>/", views.roll, name="roll"),
    path("roll/<slug:code>/roll.xlsx", views.roll_excel, name="roll_excel"),
    path("roll/<slug:code>/template.xlsx", views.template, name="roll_template"),
    path("roll/<slug:code>/import/new/", views.new_import, name="roll_import_new"),
    path("roll/<slug:code>/import/<int:pk>/", views.preview, name="roll_import"),
    path("roll/<slug:code>/import/<int:pk>/commit/", views.commit, name="roll_import_commit"),
    path("roll/<slug:code>/import/<int:pk>/aside/", views.set_aside, name="roll_import_aside"),
]

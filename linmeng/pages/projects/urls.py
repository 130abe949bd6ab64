from django.urls import path

from linmeng.pages.projects import views

urlpatterns = [
    path("projects/", views.project_list, name="projects"),
    path("projects/start/", views.start, name="project_start"),
    path("projects/<int:pk>/", views.project, name="project"),
    path("projects/<int:pk>/edit/", views.edit, name="project_edit"),
    path("projects/<int:pk>/legality/", views.legality, name="project_legality"),
    path("projects/<int:pk>/drop/", views.drop, name="project_drop"),
]

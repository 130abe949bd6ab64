from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "linmeng.projects"
    label = "projects"

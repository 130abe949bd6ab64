from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "linmeng.pages"
    label = "pages"

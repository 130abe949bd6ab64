from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "linmeng.papers"
    label = "papers"

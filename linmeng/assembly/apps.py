from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "linmeng.assembly"
    label = "assembly"

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "linmeng.rights"
    label = "rights"

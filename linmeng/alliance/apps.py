from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "linmeng.alliance"
    label = "alliance"

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "linmeng.record"
    label = "record"

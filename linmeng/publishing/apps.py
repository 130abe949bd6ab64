from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "linmeng.publishing"
    label = "publishing"

from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "linmeng.circles"
    label = "circles"

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "linmeng.voices"
    label = "voices"

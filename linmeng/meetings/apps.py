from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "linmeng.meetings"
    label = "meetings"

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "linmeng.people"
    label = "people"

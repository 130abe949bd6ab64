from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "linmeng.lists"
    label = "lists"

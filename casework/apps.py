"""The casework app's registration with Django."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"

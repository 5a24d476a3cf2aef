"""The project's registration with Django: its commands and the demo."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

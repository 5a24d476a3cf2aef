"""The reports app's registration with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

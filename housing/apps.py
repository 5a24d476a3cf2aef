"""The housing app's registration with Django."""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "housing"

"""The accounts app's registration with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

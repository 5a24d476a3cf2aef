"""Addresses of the access log."""

from django.urls import path

from ..views import access_log

urlpatterns = [
    path("looks/", access_log.entries, name="access-log"),
    path("looks/download/", access_log.download, name="access-log-csv"),
]

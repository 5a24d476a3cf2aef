"""Where each page of the figures is found."""

from django.urls import path

from ..views import year

app_name = "reports"

urlpatterns = [
    path("", year.year, name="year"),
    path("csv/", year.csv, name="csv"),
    path("xlsx/", year.xlsx, name="xlsx"),
]

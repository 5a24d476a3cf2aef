"""Where each page of the figures is found."""

from django.urls import path

from . import views

app_name = "reports"

urlpatterns = [
    path("", views.year, name="year"),
    path("csv/", views.csv, name="csv"),
    path("xlsx/", views.xlsx, name="xlsx"),
]

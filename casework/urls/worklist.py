"""Addresses of the worklist and of finding a case."""

from django.urls import URLPattern, path

from ..views import search, worklist

urlpatterns: list[URLPattern] = [
    path("", worklist.worklist, name="worklist"),
    path("next/", worklist.take_next, name="take-next"),
    path("search/", search.case_list, name="case-list"),
    path("purpose/<int:pk>/", search.purpose, name="purpose"),
]

"""Addresses of the day in court."""

from django.urls import URLPattern, path

from ..views import court_day

urlpatterns: list[URLPattern] = [
    path("court/", court_day.court_day, name="court-day"),
    path("<int:pk>/court/<int:step_id>/attend/", court_day.attend, name="court-attend"),
    path("<int:pk>/court/<int:step_id>/result/", court_day.result, name="court-result"),
    path("<int:pk>/court/<int:step_id>/call-off/", court_day.call_off, name="court-call-off"),
    path("<int:pk>/court/<int:step_id>/undo/", court_day.undo, name="court-undo"),
    path("<int:pk>/court/<int:step_id>/check/", court_day.check, name="court-check"),
]

"""Addresses of the court's files of notices."""

from django.urls import URLPattern, path

from ..views import court_file

urlpatterns: list[URLPattern] = [
    path("court-files/", court_file.file_list, name="court-file-list"),
    path("court-files/new/", court_file.file_new, name="court-file-new"),
    path("court-files/example.csv", court_file.file_example, name="court-file-example"),
    path("court-files/<int:pk>/", court_file.court_file, name="court-file"),
    path("court-files/<int:pk>/confirm/", court_file.file_confirm, name="court-file-confirm"),
    path("court-files/<int:pk>/discard/", court_file.file_discard, name="court-file-discard"),
    path("court-files/lines/<int:pk>/", court_file.line_settle, name="court-line"),
    path("court-files/lines/<int:pk>/aside/", court_file.line_aside, name="court-line-aside"),
]

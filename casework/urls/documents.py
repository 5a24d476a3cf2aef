"""Addresses of a case's documents and letters."""

from django.urls import URLPattern, path

from ..views import documents

urlpatterns: list[URLPattern] = [
    path("<int:pk>/documents/new/", documents.attach, name="document-attach"),
    path("<int:pk>/documents/<int:document_id>/", documents.document, name="document"),
    path("<int:pk>/documents/<int:document_id>/withdraw/", documents.withdraw, name="document-withdraw"),
]

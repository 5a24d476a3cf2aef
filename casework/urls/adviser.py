"""Addresses of the tenant adviser's log."""

from django.urls import URLPattern, path

from ..views import adviser

urlpatterns: list[URLPattern] = [
    path("contacts/", adviser.contact_list, name="adviser-contact-list"),
    path("contacts/new/", adviser.contact_new, name="adviser-contact-new"),
    path("contacts/<int:pk>/", adviser.contact, name="adviser-contact"),
    path("contacts/<int:pk>/edit/", adviser.contact_edit, name="adviser-contact-edit"),
]

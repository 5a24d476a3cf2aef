"""Addresses of the tenant adviser's log."""

from django.urls import URLPattern, path

from ..views import adviser, adviser_home, adviser_phone, drop_in

urlpatterns: list[URLPattern] = [
    path("contacts/", adviser.contact_list, name="adviser-contact-list"),
    path("contacts/today/", adviser_home.today, name="adviser-today"),
    path("contacts/residents/", adviser_home.resident_list, name="adviser-resident-list"),
    path("contacts/topics/", adviser_home.topic_list, name="adviser-topic-list"),
    path("contacts/hours/", drop_in.hours_list, name="drop-in-list"),
    path("contacts/hours/new/", drop_in.hours_new, name="drop-in-new"),
    path("contacts/hours/<int:pk>/", drop_in.hours_edit, name="drop-in-edit"),
    path("contacts/hours/<int:pk>/end/", drop_in.hours_end, name="drop-in-end"),
    path("contacts/<int:pk>/follow-up/", adviser_home.follow_up, name="adviser-follow-up"),
    path("contacts/new/", adviser.contact_new, name="adviser-contact-new"),
    path("contacts/new/shell/", adviser_phone.shell, name="adviser-shell"),
    path("contacts/worker.js", adviser_phone.worker, name="adviser-worker"),
    path("contacts/<int:pk>/", adviser.contact, name="adviser-contact"),
    path("contacts/<int:pk>/edit/", adviser.contact_edit, name="adviser-contact-edit"),
]

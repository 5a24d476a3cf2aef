"""Addresses of appointments with the household, and of the review after an eviction."""

from django.urls import URLPattern, path

from ..views import appointments, eviction_reviews

urlpatterns: list[URLPattern] = [
    path("<int:pk>/appointments/", appointments.appointment_list, name="appointment-list"),
    path("<int:pk>/appointments/new/", appointments.appointment_new, name="appointment-new"),
    path("<int:pk>/appointments/<int:appointment_id>/", appointments.appointment_end, name="appointment-end"),
    path("<int:pk>/appointments/offer/", appointments.offer_new, name="offer-new"),
    path("<int:pk>/appointments/offer/<int:offer_id>/revoke/", appointments.offer_revoke, name="offer-revoke"),
    path("<int:pk>/eviction/<int:eviction_id>/review/", eviction_reviews.eviction_review, name="eviction-review"),
]

"""Addresses of requests between organisations, case meetings, the whole situation and who can do what."""

from django.urls import URLPattern, path

from ..views import cards, meetings, requests, requests_outside, situation

MEETING = "<int:pk>/meetings/<int:meeting_id>/"

urlpatterns: list[URLPattern] = [
    path("requests/", requests.request_list, name="request-list"),
    path("requests/<int:pk>/", requests.request_one, name="request"),
    path("requests/<int:pk>/answer/", requests.request_answer, name="request-answer"),
    path("requests/<int:pk>/say/", requests.request_say, name="request-say"),
    path("requests/<int:pk>/remind/", requests.request_remind, name="request-remind"),
    path("requests/<int:pk>/withdraw/", requests.request_withdraw, name="request-withdraw"),
    path("<int:pk>/requests/new/", requests.request_new, name="request-new"),
    path("association/requests/", requests_outside.association_request_list, name="association-request-list"),
    path("association/requests/<int:pk>/", requests_outside.association_request, name="association-request"),
    path(
        "association/requests/<int:pk>/say/", requests_outside.association_request_say, name="association-request-say"
    ),
    path("adviser/requests/<int:pk>/", requests_outside.adviser_request, name="adviser-request"),
    path("adviser/requests/<int:pk>/say/", requests_outside.adviser_request_say, name="adviser-request-say"),
    path("<int:pk>/situation/", situation.situation, name="situation"),
    path("<int:pk>/meetings/new/", meetings.meeting_new, name="meeting-new"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}edit/", meetings.meeting_edit, name="meeting-edit"),
    path(f"{MEETING}call-off/", meetings.meeting_call_off, name="meeting-call-off"),
    path(f"{MEETING}minutes/", meetings.minutes, name="minutes"),
    path(f"{MEETING}agreements/new/", meetings.agreement_new, name="task-new"),
    path("<int:pk>/agreements/<int:agreement_id>/edit/", meetings.agreement_edit, name="task-edit"),
    path("tasks/<int:pk>/tick/", meetings.agreement_tick, name="task-tick"),
    path("who-can-do-what/", cards.card_list, name="card-list"),
    path("who-can-do-what/own/", cards.card_edit, name="card-edit"),
]

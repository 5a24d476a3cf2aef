"""Addresses of deadlines, of why a case stands where it stands, and of the calendar feed."""

from django.urls import URLPattern, path

from ..views import after_closing, calendar, deadlines, urgency

urlpatterns: list[URLPattern] = [
    path("after-closing/", after_closing.follow_up_list, name="follow-up-list"),
    path("<int:pk>/deadlines/", deadlines.deadline_list, name="deadline-list"),
    path("<int:pk>/deadlines/<int:deadline_id>/done/", deadlines.deadline_done, name="deadline-done"),
    path("<int:pk>/deadlines/<int:deadline_id>/waive/", deadlines.deadline_waive, name="deadline-waive"),
    path("<int:pk>/deadlines/entries/<int:entry_id>/undo/", deadlines.deadline_undo, name="deadline-undo"),
    path("<int:pk>/why/", urgency.why_here, name="why"),
    path("urgency/", urgency.urgency_rules, name="urgency-rules"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/revoke/", calendar.calendar_revoke, name="calendar-revoke"),
    path("calendar/<str:token>/fasthold.ics", calendar.calendar_feed, name="calendar-feed"),
    path("<int:pk>/after-closing/<int:months>/", after_closing.after_closing, name="after-closing"),
]

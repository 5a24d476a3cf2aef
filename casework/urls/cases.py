"""Addresses of a case and of what is decided about it."""

from django.urls import URLPattern, path

from ..views import access, assignment, case, closing, contact_ways, facts, missing, opening, summary

urlpatterns: list[URLPattern] = [
    path("new/", opening.open_case, name="open-case"),
    path("new/home/", opening.open_unlisted, name="open-unlisted"),
    path("restricted/", access.restricted_list, name="restricted-list"),
    path("missing/", missing.missing_list, name="missing-list"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/take/", assignment.take, name="take"),
    path("<int:pk>/assign/", assignment.assign, name="assign"),
    path("<int:pk>/give-back/", assignment.give_back, name="give-back"),
    path("<int:pk>/follow-up/", assignment.follow_up, name="follow-up"),
    path("<int:pk>/household/", facts.household, name="household"),
    path("<int:pk>/background/", facts.background, name="background"),
    path("<int:pk>/missing/", missing.missing, name="missing"),
    path("<int:pk>/summary/", summary.summary, name="summary"),
    path("<int:pk>/contact-ways/", contact_ways.contact_ways, name="contact-ways"),
    path("<int:pk>/contact-ways/point/", contact_ways.contact_point, name="contact-point"),
    path("<int:pk>/contact-ways/avoid/", contact_ways.avoid_mode, name="avoid-mode"),
    path("<int:pk>/contact-ways/avoid/<int:avoided_id>/lift/", contact_ways.allow_mode, name="allow-mode"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/reopen/", closing.reopen, name="reopen"),
    path("<int:pk>/invite/", access.invite, name="invite"),
    path("<int:pk>/restrict/", access.restrict, name="restrict"),
    path("<int:pk>/let-in/", access.let_in, name="let-in"),
]

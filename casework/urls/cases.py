"""Addresses of a case and of what is decided about it."""

from django.urls import URLPattern, path

from ..views import access, assignment, case, closing, facts, opening

urlpatterns: list[URLPattern] = [
    path("new/", opening.open_case, name="open-case"),
    path("new/home/", opening.open_unlisted, name="open-unlisted"),
    path("restricted/", access.restricted_list, name="restricted-list"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/take/", assignment.take, name="take"),
    path("<int:pk>/assign/", assignment.assign, name="assign"),
    path("<int:pk>/give-back/", assignment.give_back, name="give-back"),
    path("<int:pk>/follow-up/", assignment.follow_up, name="follow-up"),
    path("<int:pk>/household/", facts.household, name="household"),
    path("<int:pk>/background/", facts.background, name="background"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/reopen/", closing.reopen, name="reopen"),
    path("<int:pk>/invite/", access.invite, name="invite"),
    path("<int:pk>/restrict/", access.restrict, name="restrict"),
    path("<int:pk>/let-in/", access.let_in, name="let-in"),
]

"""Addresses of the association's list of arrears, its notices and the sharing agreements."""

from django.urls import URLPattern, path

from ..views import association, association_agreements, association_notices, association_vanished, departments

urlpatterns: list[URLPattern] = [
    path("arrears/", association.arrears, name="arrears"),
    path("arrears/<int:pk>/paid/", association.report_paid, name="arrears-paid"),
    path("arrears/<int:pk>/withdraw/", association.withdraw, name="arrears-withdraw"),
    path("arrears/<int:pk>/undo/<int:version>/", association.undo, name="arrears-undo"),
    path("arrears/vanished/", association_vanished.vanished, name="vanished"),
    path("arrears/vanished/<int:pk>/undo/<int:version>/", association_vanished.undo, name="vanished-undo"),
    path("departments/", departments.department_list, name="department-list"),
    path("departments/new/", departments.department_new, name="department-new"),
    path("notices/", association_notices.notice_list, name="notice-list"),
    path("notices/new/", association_notices.notice_new, name="notice-new"),
    path("notices/<int:pk>/", association_notices.notice, name="notice"),
    path("agreements/", association_agreements.agreement_list, name="agreement-list"),
    path("agreements/new/", association_agreements.agreement_new, name="agreement-new"),
    path("agreements/<int:pk>/end/", association_agreements.agreement_end, name="agreement-end"),
]

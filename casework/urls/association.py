"""Addresses of the association's list of arrears, its notices and the sharing agreements."""

from django.urls import URLPattern, path

from ..views import (
    association,
    association_agreements,
    association_home,
    association_money,
    association_notices,
    association_vanished,
    campaigns,
    departments,
)

urlpatterns: list[URLPattern] = [
    path("association/", association_home.home, name="association-home"),
    path("association/court/", association_home.report_list, name="court-report-list"),
    path("association/court/new/", association_home.report_new, name="court-report-new"),
    path("association/court/<int:pk>/undo/", association_home.report_undo, name="court-report-undo"),
    path("association/guarantees/", association_money.guarantees, name="association-money"),
    path("association/guarantees/<int:pk>/", association_money.guarantee_answer, name="association-guarantee"),
    path("notices/missing/", association_home.filing_list, name="filing-list"),
    path("campaigns/", campaigns.campaign_list, name="campaign-list"),
    path("campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<int:pk>/", campaigns.campaign_change, name="campaign-change"),
    path("programmes/", campaigns.programme_list, name="programme-list"),
    path("programmes/new/", campaigns.programme_new, name="programme-new"),
    path("programmes/<int:pk>/", campaigns.programme_change, name="programme-change"),
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

"""Addresses of consents, handovers and covers."""

from django.urls import URLPattern, path

from ..views import covers, resident_consents, sharing_adviser, sharing_case, sharing_inbox, sharing_officer

urlpatterns: list[URLPattern] = [
    path("<int:pk>/sharing/", sharing_case.case_sharing, name="case-sharing"),
    path("<int:pk>/consents/new/", sharing_case.consent_new, name="consent-new"),
    path("<int:pk>/consents/form.pdf", sharing_case.consent_form, name="consent-form"),
    path("<int:pk>/consents/<int:consent_id>/withdraw/", sharing_case.consent_withdraw, name="consent-withdraw"),
    path("<int:pk>/handovers/new/", sharing_case.case_handover_new, name="case-handover-new"),
    path("consents/<int:pk>/paper/", sharing_case.consent_paper, name="consent-paper"),
    path("handovers/", sharing_inbox.inbox, name="handover-inbox"),
    path("handovers/<int:pk>/", sharing_inbox.handover, name="handover"),
    path("handovers/<int:pk>/files/<int:item_id>/", sharing_inbox.handover_file, name="handover-file"),
    path("handovers/<int:pk>/<slug:how>/", sharing_inbox.handover_act, name="handover-act"),
    path("contacts/handovers/", sharing_adviser.handover_list, name="adviser-handover-list"),
    path("contacts/handovers/new/", sharing_adviser.handover_new, name="adviser-handover-new"),
    path("contacts/handovers/<int:pk>/", sharing_adviser.handover, name="adviser-handover"),
    path(
        "contacts/handovers/<int:pk>/files/<int:item_id>/",
        sharing_adviser.handover_file,
        name="adviser-handover-file",
    ),
    path("contacts/handovers/<int:pk>/<slug:how>/", sharing_adviser.handover_act, name="adviser-handover-act"),
    path("contacts/handovers/consents/", resident_consents.consent_list, name="resident-consent-list"),
    path("contacts/handovers/consents/new/", resident_consents.consent_new, name="resident-consent-new"),
    path("contacts/handovers/consents/form.pdf", resident_consents.consent_form, name="resident-consent-form"),
    path(
        "contacts/handovers/consents/<int:pk>/withdraw/",
        resident_consents.consent_withdraw,
        name="resident-consent-withdraw",
    ),
    path("contacts/handovers/consents/<int:pk>/paper/", resident_consents.consent_paper, name="resident-consent-paper"),
    path("contacts/covers/", covers.cover_list, name="cover-list"),
    path("contacts/covers/new/", covers.cover_new, name="cover-new"),
    path("contacts/covers/<int:pk>/end/", covers.cover_end, name="cover-end"),
    path("contacts/erased/", covers.erased_list, name="adviser-erased-list"),
    path("contacts/<int:pk>/erase/", covers.contact_erase, name="adviser-contact-erase"),
    path("handovers/sent/", sharing_officer.handover_list, name="officer-handover-list"),
    path("handovers/sent/new/", sharing_officer.handover_new, name="officer-handover-new"),
    path("handovers/sent/<int:pk>/", sharing_officer.handover, name="officer-handover"),
    path("handovers/sent/<int:pk>/<slug:how>/", sharing_officer.handover_act, name="officer-handover-act"),
]

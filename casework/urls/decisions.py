"""Addresses of what is decided and promised on a case."""

from django.urls import URLPattern, path

from ..views import complaints, decisions, guarantees

DECISION = "<int:pk>/decision/<int:decision_id>/"
COMPLAINT = "<int:pk>/complaint/<int:complaint_id>/"
GUARANTEE = "<int:pk>/guarantee/<int:guarantee_id>/"

urlpatterns: list[URLPattern] = [
    path("<int:pk>/decision/", decisions.draft, name="decision-draft"),
    path("<int:pk>/decision/decide/", decisions.decide, name="decision-decide"),
    path("<int:pk>/decision/discard/", decisions.discard, name="decision-discard"),
    path(DECISION, decisions.decision, name="decision"),
    path(f"{DECISION}letter/", decisions.letter, name="decision-letter"),
    path(f"{DECISION}sent/", decisions.sent, name="decision-sent"),
    path(f"{DECISION}replace/", decisions.replace, name="decision-replace"),
    path(f"{DECISION}interventions/", decisions.grant, name="decision-grant"),
    path(f"{DECISION}complaint/", complaints.complaint_new, name="complaint-new"),
    path(COMPLAINT, complaints.complaint, name="complaint"),
    path(f"{COMPLAINT}note/<str:step>/", complaints.complaint_step, name="complaint-step"),
    path("<int:pk>/guarantee/", guarantees.guarantee_new, name="guarantee-new"),
    path(GUARANTEE, guarantees.guarantee, name="guarantee"),
    path(f"{GUARANTEE}change/", guarantees.guarantee_change, name="guarantee-change"),
    path(f"{GUARANTEE}letter/", guarantees.guarantee_letter, name="guarantee-letter"),
    path(f"{GUARANTEE}note/<str:step>/", guarantees.guarantee_step, name="guarantee-step"),
]

"""Addresses of what is noted on a case."""

from django.urls import URLPattern, path

from ..views import campaigns, course_facts, courses, drafts, log, plausibility

urlpatterns: list[URLPattern] = [
    path("<int:pk>/contact/", log.contact, name="contact"),
    path("<int:pk>/intervention/", log.intervention, name="intervention"),
    path("<int:pk>/intervention/<int:intervention_id>/", log.intervention_edit, name="intervention-edit"),
    path("<int:pk>/note/", log.note, name="note"),
    path("<int:pk>/note/<int:note_id>/", log.note_correct, name="note-correct"),
    path("<int:pk>/drafts/<slug:name>/", drafts.keep, name="draft"),
    path("<int:pk>/drafts/<slug:name>/drop/", drafts.drop, name="draft-drop"),
    path("<int:pk>/course/", courses.course_open, name="course-open"),
    path("<int:pk>/step/", courses.step, name="step"),
    path("<int:pk>/step/<int:step_id>/", courses.step_correct, name="step-correct"),
    path(
        "<int:pk>/course/<int:course_id>/raise/<slug:finding>/",
        plausibility.raise_finding,
        name="raise-finding",
    ),
    path("<int:pk>/course/<int:course_id>/fact/", course_facts.fact_new, name="course-fact-new"),
    path("<int:pk>/fact/<int:fact_id>/", course_facts.fact_correct, name="course-fact-correct"),
    path("<int:pk>/campaign/", campaigns.case_campaign, name="case-campaign"),
    path("<int:pk>/eviction/", courses.eviction, name="eviction"),
]

"""Addresses of the worklist and of finding a case."""

from django.urls import URLPattern, path

from ..views import absences, list_exports, quality, saved_views, search, several, unit_load, worklist

urlpatterns: list[URLPattern] = [
    path("", worklist.worklist, name="worklist"),
    path("export/", list_exports.worklist_export, name="worklist-export"),
    path("views/", saved_views.view_list, name="view-list"),
    path("views/save/", saved_views.view_save, name="view-save"),
    path("views/<int:pk>/", saved_views.view_change, name="view-change"),
    path("views/<int:pk>/replace/", saved_views.view_replace, name="view-replace"),
    path("views/<int:pk>/delete/", saved_views.view_delete, name="view-delete"),
    path("views/<int:pk>/default/", saved_views.view_default, name="view-default"),
    path("several/", several.several, name="several"),
    path("several/assign/", several.assign, name="several-assign"),
    path("several/follow-up/", several.follow_up, name="several-follow-up"),
    path("several/<int:pk>/undo/", several.undo, name="several-undo"),
    path("absences/", absences.absence_list, name="absence-list"),
    path("absences/new/", absences.absence_new, name="absence-new"),
    path("absences/<int:pk>/end/", absences.absence_end, name="absence-end"),
    path("unit/", unit_load.unit_load, name="unit-load"),
    path("unit/hand-out/", unit_load.distribute, name="distribute"),
    path("quality/", quality.sample_list, name="sample-list"),
    path("quality/new/", quality.sample_new, name="sample-new"),
    path("quality/<int:pk>/", quality.sample, name="sample"),
    path("quality/review/<int:pk>/", quality.review, name="review"),
    path("quality/feedback/", quality.feedback, name="feedback"),
    path("next/", worklist.take_next, name="take-next"),
    path("search/", search.case_list, name="case-list"),
    path("search/export/", list_exports.search_export, name="search-export"),
    path("purpose/<int:pk>/", search.purpose, name="purpose"),
]

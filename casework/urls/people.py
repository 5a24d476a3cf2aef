"""Addresses of the people of a case, of a person, and of likely duplicates."""

from django.urls import URLPattern, path

from ..views import duplicates, people, persons, transfer

urlpatterns: list[URLPattern] = [
    path("<int:pk>/people/", people.people, name="people"),
    path("<int:pk>/people/new/", people.resident_new, name="resident-new"),
    path("<int:pk>/people/counts/", people.counts, name="counts"),
    path("<int:pk>/people/<int:entry_id>/", people.resident_edit, name="resident-edit"),
    path("<int:pk>/people/<int:entry_id>/end/", people.resident_end, name="resident-end"),
    path("<int:pk>/people/<int:entry_id>/return/", people.resident_return, name="resident-return"),
    path("<int:pk>/representatives/new/", people.representative_new, name="representative-new"),
    path("<int:pk>/representatives/<int:representative_id>/", people.representative_edit, name="representative-edit"),
    path("<int:pk>/safety/", people.safety_note, name="safety-note"),
    path("<int:pk>/safety/end/", people.safety_note_end, name="safety-note-end"),
    path("<int:pk>/transfer/", transfer.transfer, name="transfer"),
    path("people/<int:pk>/", persons.person, name="person"),
    path("people/<int:pk>/edit/", persons.edit, name="person-edit"),
    path("people/<int:pk>/cpr/", persons.cpr, name="person-cpr"),
    path("people/duplicates/", duplicates.duplicate_list, name="duplicate-list"),
    path("people/<int:pk>/merge/<int:other_pk>/", duplicates.merge, name="merge"),
    path("people/<int:pk>/distinct/<int:other_pk>/", duplicates.distinct, name="distinct"),
    path("people/merges/<int:pk>/undo/", duplicates.undo, name="merge-undo"),
]

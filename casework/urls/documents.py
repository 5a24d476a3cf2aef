"""Addresses of a case's documents and letters, and of the letters' wordings."""

from django.urls import URLPattern, path

from ..views import case_file, documents, letter_templates, letters, letters_many

urlpatterns: list[URLPattern] = [
    path("<int:pk>/documents/new/", documents.attach, name="document-attach"),
    path("<int:pk>/documents/<int:document_id>/", documents.document, name="document"),
    path("<int:pk>/documents/<int:document_id>/withdraw/", documents.withdraw, name="document-withdraw"),
    path("<int:pk>/letters/new/", letters.letter_new, name="letter-new"),
    path("<int:pk>/letters/<int:letter_id>/", letters.letter, name="letter"),
    path("<int:pk>/letters/<int:letter_id>/sent/", letters.letter_sent, name="letter-sent"),
    path("<int:pk>/letters/<int:letter_id>/not-sent/", letters.letter_not_sent, name="letter-not-sent"),
    path("<int:pk>/file/", case_file.case_file, name="case-file"),
    path("letters/many/", letters_many.letters_many, name="letters-many"),
    path("letters/many/<int:pk>/", letters_many.letter_batch, name="letter-batch"),
    path("letters/many/<int:pk>/letters.pdf", letters_many.letter_batch_pdf, name="letter-batch-pdf"),
    path("rules/letters/", letter_templates.template_list, name="letter-template-list"),
    path("rules/letters/edit/", letter_templates.template_edit, name="letter-template-edit"),
    path("rules/letters/new/", letter_templates.template_new, name="letter-template-new"),
]

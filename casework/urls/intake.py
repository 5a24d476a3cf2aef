"""Addresses of the arrears lists an association sends."""

from django.urls import URLPattern, path

from ..views import intake, intake_in_hand, intake_rows

urlpatterns: list[URLPattern] = [
    path("lists/", intake.delivery_list, name="delivery-list"),
    path("lists/new/", intake.delivery_new, name="delivery-upload"),
    path("lists/<int:pk>/", intake.delivery, name="delivery"),
    path("lists/<int:pk>/confirm/", intake.confirm, name="delivery-confirm"),
    path("lists/<int:pk>/progress/", intake_in_hand.progress, name="delivery-progress"),
    path("lists/<int:pk>/stop/", intake_in_hand.stop, name="delivery-stop"),
    path("lists/<int:pk>/discard/", intake.discard, name="delivery-discard"),
    path("lists/<int:pk>/undo/", intake.undo, name="delivery-undo"),
    path("lists/<int:pk>/problems.csv", intake.problems_csv, name="delivery-problems"),
    path("lists/<int:pk>/rows/<int:row_pk>/", intake_rows.settle, name="delivery-row"),
    path("lists/<int:pk>/rows/<int:row_pk>/dismiss/", intake_rows.dismiss, name="delivery-row-dismiss"),
]

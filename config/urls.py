"""Where each page is found."""

from django.urls import include, path

from accounts.views.own import help_page
from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("help/", help_page, name="help"),
    path("", include("accounts.urls")),
    path("cases/", include("casework.urls")),
    path("reports/", include("reports.urls")),
    path("tid/", include("casework.urls.choose_time")),
]

"""Where each page is found."""

from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("accounts.urls")),
    path("cases/", include("casework.urls")),
    path("reports/", include("reports.urls")),
]

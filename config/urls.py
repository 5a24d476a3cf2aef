"""Where each page is found."""

from django.urls import include, path

from accounts.views.own import help_page
from config.health import healthz
from reports.views.public import robots

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("help/", help_page, name="help"),
    path("", include("accounts.urls")),
    path("cases/", include("casework.urls")),
    path("reports/", include("reports.urls")),
    path("tal/", include("reports.urls.public")),
    path("robots.txt", robots, name="robots"),
    path("tid/", include("casework.urls.choose_time")),
]

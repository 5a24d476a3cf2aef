"""The addresses of casework, by room."""

from . import (
    access_log,
    adviser,
    appointments,
    association,
    cases,
    court_day,
    court_file,
    deadlines,
    decisions,
    documents,
    intake,
    log,
    money,
    people,
    requests,
    rules,
    sharing,
    worklist,
)

app_name = "casework"

urlpatterns = [
    *worklist.urlpatterns,
    *cases.urlpatterns,
    *court_day.urlpatterns,
    *court_file.urlpatterns,
    *log.urlpatterns,
    *appointments.urlpatterns,
    *documents.urlpatterns,
    *decisions.urlpatterns,
    *deadlines.urlpatterns,
    *money.urlpatterns,
    *people.urlpatterns,
    *requests.urlpatterns,
    *intake.urlpatterns,
    *association.urlpatterns,
    *adviser.urlpatterns,
    *sharing.urlpatterns,
    *rules.urlpatterns,
    *access_log.urlpatterns,
]

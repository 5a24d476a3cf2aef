"""The addresses of casework, by room."""

from . import adviser, association, cases, intake, log, rules, worklist

app_name = "casework"

urlpatterns = [
    *worklist.urlpatterns,
    *cases.urlpatterns,
    *log.urlpatterns,
    *intake.urlpatterns,
    *association.urlpatterns,
    *adviser.urlpatterns,
    *rules.urlpatterns,
]

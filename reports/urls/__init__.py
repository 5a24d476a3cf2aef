"""Where each page of the figures is found."""

from django.urls import path

from ..views import annotations, behind, charts, editions, paper, what_worked, year

app_name = "reports"

urlpatterns = [
    path("", year.year, name="year"),
    path("csv/", year.csv, name="csv"),
    path("xlsx/", year.xlsx, name="xlsx"),
    path("pdf/", paper.pdf, name="pdf"),
    path("charts/<slug:code>.<slug:kind>", charts.chart, name="chart"),
    path("count/", year.count_again, name="count-again"),
    path("behind/<slug:figure>/", behind.behind_figure, name="behind"),
    path("editions/", editions.edition_list, name="edition-list"),
    path("editions/<int:year>/propose/", editions.propose, name="edition-propose"),
    path("editions/proposals/<int:pk>/", editions.proposal, name="proposal"),
    path("editions/proposals/<int:pk>/tables/<slug:table>/", editions.proposed_table, name="proposal-table"),
    path("editions/proposals/<int:pk>/publish/", editions.publish, name="proposal-publish"),
    path("editions/proposals/<int:pk>/reject/", editions.reject, name="proposal-reject"),
    path("editions/<int:year>/remarks/", annotations.annotate, name="annotate"),
    path("editions/remarks/<int:pk>/withdraw/", annotations.withdraw, name="annotation-withdraw"),
    path("what-worked/", what_worked.page, name="what-worked"),
    path("what-worked/<slug:code>.<slug:kind>", what_worked.chart, name="what-worked-chart"),
]

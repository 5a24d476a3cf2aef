"""The address of the link by which a tenant chooses a time; short, because it is typed from paper."""

from django.urls import URLPattern, path

from ..views import choose_time

app_name = "times"

urlpatterns: list[URLPattern] = [path("<str:token>/", choose_time.choose, name="choose")]

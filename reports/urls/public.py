"""Where what is published is found, without a log-in; an edition's addresses stand for good."""

from django.urls import path

from ..views import public, public_api

app_name = "public"

urlpatterns = [
    path("", public.places, name="places"),
    path("api/", public_api.guide, name="api"),
    path("api/openapi.json", public_api.openapi, name="openapi"),
    path("api/editions.json", public_api.editions, name="editions"),
    path("catalog.jsonld", public_api.catalogue, name="catalogue"),
    path("catalog.ttl", public_api.catalogue_in_turtle, name="catalogue-in-turtle"),
    path("<slug:code>/<int:year>/", public.edition, name="year"),
    path("<slug:code>/<int:year>/<int:number>/", public.edition, name="edition"),
    path("<slug:code>/<int:year>/<int:number>/<slug:table>/", public.table, name="table"),
    path("<slug:code>/<int:year>/<int:number>/<str:name>", public.file, name="file"),
    path("<slug:code>/<int:year>/<str:name>", public.latest_file, name="latest-file"),
]

"""Addresses on the operator's host."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tenants.urls_operator")),
    path("accounts/", include("allauth.urls")),
]

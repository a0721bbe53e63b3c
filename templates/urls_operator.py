"""Addresses of the shared library on the operator's host."""

from django.urls import URLPattern, path

from templates.console import views_laws

app_name = "moderation"
urlpatterns: list[URLPattern] = [
    path("laws/", views_laws.law_notice, name="law_notice"),
]

"""Addresses of the shared library on the operator's host."""

from django.urls import URLPattern

app_name = "moderation"
urlpatterns: list[URLPattern] = []

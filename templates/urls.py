"""Addresses of the shared library on a town's host."""

from django.urls import URLPattern

app_name = "library"
urlpatterns: list[URLPattern] = []

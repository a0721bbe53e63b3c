"""Addresses of tenancy on the operator host."""

from django.urls import URLPattern, URLResolver

app_name = "tenants"
urlpatterns: list[URLPattern | URLResolver] = []

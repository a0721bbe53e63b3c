"""Addresses on the operator's host."""

from django.urls import URLPattern, URLResolver, include, path

from tenants.operating import views as probes
from web.errors import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("web.urls")),
    path("health/live/", probes.live),
    path("health/ready/", probes.ready),
    path("", include("tenants.urls_operator")),
    path("", include("billing.urls_operator")),
    path("library/", include("templates.urls_operator")),
    path("accounts/", include("allauth.urls")),
]

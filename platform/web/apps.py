"""Registers the app with Django.

What the settings must say for this app (nothing else is needed):

    MIDDLEWARE = [
        "web.request_id.RequestIdMiddleware",                # first: every log line carries the number
        "django.middleware.security.SecurityMiddleware",
        "web.security_headers.SecurityHeadersMiddleware",
        "web.static_files.StaticFilesMiddleware",        # before the town: the plain 404 page needs its style
        "csp.middleware.CSPMiddleware",
        ...                                                  # the border, sessions, locale, …
        "django_htmx.middleware.HtmxMiddleware",
    ]
    TEMPLATES context processor  "web.frame.frame"
    FORM_RENDERER = "web.forms.DadsRenderer"
    CONTENT_SECURITY_POLICY = web.csp.CONTENT_SECURITY_POLICY
    CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
    WEB_ACCESS = "tenants.access.access_for"                 # (request) -> who may what; for pages without a guard
    urls: handler400, handler403, handler404, handler500 = from web.errors; path("", include("web.urls"))
    LOGGING filter  "web.request_id.RequestIdFilter" (or structlog.contextvars.merge_contextvars)
"""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules

from web.checks import check_navigation


class WebConfig(AppConfig):
    """The page frame every other app's pages stand in."""

    name = "web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let each app register its navigation entries, and check that they lead somewhere."""
        autodiscover_modules("navigation")
        register(check_navigation)

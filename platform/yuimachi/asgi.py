"""The door of the web server (ASGI throughout: docs/adr/0001)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuimachi.settings.production")
application = get_asgi_application()

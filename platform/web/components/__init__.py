"""Tags of the page frame by subject; templatetags/web.py gathers them under `{% load web %}`."""

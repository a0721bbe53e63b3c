"""Steps of `manage.py library` for a town: each module adds its arguments and gives lines to print."""

"""Database backend whose schema follows the context variable of `tenants.border.current`."""

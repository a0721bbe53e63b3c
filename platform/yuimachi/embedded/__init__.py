"""The PostgreSQL that comes along: one server a checkout and user, shared by all processes that need it."""

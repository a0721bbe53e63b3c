"""How something of a town becomes a shared edition."""

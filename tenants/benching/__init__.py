"""What benches need of tenancy: rows of towns that do not exist."""

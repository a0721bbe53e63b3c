"""The border's database backend on the server that comes along."""

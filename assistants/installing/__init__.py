"""What the shared library installs in a town, reads of it, writes anew and takes away; plain values cross."""

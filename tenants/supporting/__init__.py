"""Support by the operator, only by a town's leave: granted, handed over, looked at under watch, ended (docs/adr)."""

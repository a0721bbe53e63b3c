"""入金の消込: files of the bank, which invoice a transfer pays, and the operator's word on it."""

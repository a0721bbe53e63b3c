"""The consortium's bill divided among its members: a formula, a simulation, opinions, a decision."""

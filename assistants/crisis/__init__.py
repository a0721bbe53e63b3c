"""Crisis: recognises people in distress by rules that can be read, before any model."""

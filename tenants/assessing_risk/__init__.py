"""Assessing the risk before residents may ask: the form, its approval, the gate."""

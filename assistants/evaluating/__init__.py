"""Evaluating: a topic's questions asked as residents ask them, and what share of them was answered right."""

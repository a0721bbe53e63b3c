"""Garbage answers: the town's rows put into sentences, with their sources and what can be chosen next."""

"""Keeps the catalogues: gathers what pages say in Japanese, writes each app's English list, compiles it."""

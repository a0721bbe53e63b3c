"""Prompt templates as typed forms (docs/template-format.md): written in versions, filled in, assembled, run."""

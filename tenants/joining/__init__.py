"""Joining a town: invitations, sign-in, the section head's approval."""

"""Comparing: two states of the catalogue in words of the field, and the editions that an office approves."""

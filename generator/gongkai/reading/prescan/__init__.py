"""Explains why a file cannot be read, or is not read the way it looks: in plain words, at the place of the slip."""

"""Repairs that leave nothing to decide: text, place and problem → one edit, or the reason why a person has to look."""

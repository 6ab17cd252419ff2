"""The catalogue's words as plain data: items, regions, laws, time limits, working days. Standard library only."""

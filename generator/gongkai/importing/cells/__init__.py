"""What one cell says: ticks, channels, readers, levels, citations, limits, elements; and the damage that a copy did to it."""

"""Names as a table writes them ↔ entries of the registers: laws, channels, bodies and roles. What is in none becomes a new entry, or is told."""

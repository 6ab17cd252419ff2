"""Who is who: rows ↔ domains and items of the inherited catalogue, names of a table ↔ entries of the registers."""

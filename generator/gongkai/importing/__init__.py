"""Foreign tables (Excel, Word, HTML, CSV) → files of the catalogue: read, understand, match with the standard, write, report."""
